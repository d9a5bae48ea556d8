//! Connections are used again: a client has as many as it has had calls at once.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use bytes::Bytes;
use futures::future::join_all;
use http::{Method, Request, Response, StatusCode, header};
use http_body_util::{BodyExt as _, Full};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use prefect_rest::{Client, Config, types};
use tokio::net::TcpListener;
use tokio::sync::Barrier;
use tokio::task::JoinSet;
use uuid::Uuid;

use super::flow;

/// A server that counts its connections. It answers reads when so many of them have come
/// as it waits for, and so many more of them each time.
struct Counter {
    url: String,
    connections: Arc<AtomicUsize>,
    // Ends what it runs when it is dropped.
    _tasks: JoinSet<()>,
}

impl Counter {
    async fn answering_at_once(reads: usize) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0))
            .await
            .expect("a free port");
        let address = listener.local_addr().expect("a bound port");
        let connections = Arc::new(AtomicUsize::new(0));
        let barrier = Arc::new(Barrier::new(reads));
        let mut tasks = JoinSet::new();
        let counted = Arc::clone(&connections);
        tasks.spawn(async move {
            let mut serving = JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                counted.fetch_add(1, Ordering::SeqCst);
                let barrier = Arc::clone(&barrier);
                serving.spawn(async move {
                    let service = service_fn(|request| answer(request, &barrier));
                    // A client may go as it likes.
                    let _ = http1::Builder::new()
                        .serve_connection(TokioIo::new(stream), service)
                        .await;
                });
            }
        });
        Self {
            url: format!("http://{address}"),
            connections,
            _tasks: tasks,
        }
    }

    fn client(&self) -> Client {
        Client::from_config(&Config::new(&self.url).expect("a URL")).expect("a client")
    }

    fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

/// A flow, or that there is no protection against CSRF.
async fn answer(
    request: Request<Incoming>,
    barrier: &Barrier,
) -> Result<Response<Full<Bytes>>, Infallible> {
    let asks_for_token = request.uri().path().ends_with("/csrf-token");
    let is_read = request.method() == Method::GET;
    // A body that is not read would cost the connection.
    let _ = request.into_body().collect().await;
    let (status, body) = if asks_for_token {
        // Longer than what comes with the head.
        let detail = "CSRF protection is disabled. ".repeat(4_000);
        (StatusCode::UNPROCESSABLE_ENTITY, detail)
    } else {
        if is_read {
            barrier.wait().await;
        }
        (StatusCode::OK, flow().to_string())
    };
    let mut response = Response::new(Full::from(body));
    *response.status_mut() = status;
    let json = header::HeaderValue::from_static("application/json");
    response.headers_mut().insert(header::CONTENT_TYPE, json);
    Ok(response)
}

async fn read(client: &Client) {
    let flow = client.read_flow().id(Uuid::nil()).send().await;
    assert!(flow.is_ok(), "{flow:?}");
}

#[tokio::test]
async fn calls_one_after_another_share_one_connection() {
    let server = Counter::answering_at_once(1).await;
    let client = server.client();
    for _ in 0..20 {
        // The first of them also asks whether the server wants tokens.
        let body = types::FlowCreate::builder().name("a".to_owned());
        let made = client.create_flow().body(body).send().await;
        assert!(made.is_ok(), "{made:?}");
        read(&client).await;
    }
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn there_are_as_many_connections_as_calls_at_once() {
    const AT_ONCE: usize = 8;
    let server = Counter::answering_at_once(AT_ONCE).await;
    let client = server.client();
    for _ in 0..5 {
        join_all((0..AT_ONCE).map(|_| read(&client))).await;
        assert_eq!(server.connections(), AT_ONCE);
    }
}
