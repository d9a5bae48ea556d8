//! Servers that do nothing but answer: what HTTP itself costs.
//!
//! Each answers a GET with one prepared body, and a POST, whose body it reads, with
//! another and 201. They bound what any server on the same library can reach.

use std::convert::Infallible;
use std::fs;
use std::io::Write as _;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, anyhow};
use bytes::Bytes;
use dropshot::{
    ApiDescription, Body, ConfigDropshot, HandlerTaskMode, HttpError, RequestContext,
    ServerBuilder, UntypedBody, endpoint,
};
use http::header::{CONTENT_TYPE, HeaderValue};
use http::{Method, Response, StatusCode};
use http_body_util::{BodyExt as _, Full};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use slog::{Logger, o};
use tokio::net::TcpListener;

/// Where both servers answer.
pub(crate) const PATH: &str = "/bare";

/// What a bare server answers with.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// The file whose content answers a GET
    #[arg(long)]
    read_body: PathBuf,
    /// The file whose content answers a POST
    #[arg(long)]
    create_body: PathBuf,
}

/// The prepared bodies.
#[derive(Debug)]
struct Answers {
    read: Bytes,
    create: Bytes,
}

impl Answers {
    fn load(options: &Options) -> anyhow::Result<Arc<Self>> {
        let load = |path: &PathBuf| {
            fs::read(path)
                .map(Bytes::from)
                .with_context(|| format!("cannot read {}", path.display()))
        };
        Ok(Arc::new(Self {
            read: load(&options.read_body)?,
            create: load(&options.create_body)?,
        }))
    }
}

fn json<B>(status: StatusCode, body: B) -> Response<B> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let json = HeaderValue::from_static("application/json");
    response.headers_mut().insert(CONTENT_TYPE, json);
    response
}

/// The same first line as the mock's.
fn announce(address: SocketAddr) -> std::io::Result<()> {
    let mut stdout = std::io::stdout();
    writeln!(stdout, "PREFECT_API_URL=http://{address}")?;
    stdout.flush()
}

/// Serves with hyper, until the process is ended.
#[tokio::main]
pub(crate) async fn serve_hyper(options: &Options) -> anyhow::Result<()> {
    let answers = Answers::load(options)?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    announce(listener.local_addr()?)?;
    loop {
        let (stream, _) = listener.accept().await?;
        // As dropshot does.
        stream.set_nodelay(true)?;
        let answers = Arc::clone(&answers);
        let service = service_fn(move |request: http::Request<Incoming>| {
            let answers = Arc::clone(&answers);
            async move {
                Ok::<_, Infallible>(if request.method() == Method::GET {
                    json(StatusCode::OK, Full::new(answers.read.clone()))
                } else {
                    // A body that breaks off has nobody waiting for the answer.
                    let _ = request.into_body().collect().await;
                    json(StatusCode::CREATED, Full::new(answers.create.clone()))
                })
            }
        });
        tokio::spawn(
            hyper::server::conn::http1::Builder::new()
                .timer(TokioTimer::new())
                .serve_connection(TokioIo::new(stream), service),
        );
    }
}

/// Serves with dropshot, until the process is ended.
#[tokio::main]
pub(crate) async fn serve_dropshot(options: &Options) -> anyhow::Result<()> {
    let mut api = ApiDescription::new();
    api.register(read)?;
    api.register(create)?;
    let log = Logger::root(slog::Discard, o!());
    let server = ServerBuilder::new(api, Answers::load(options)?, log)
        .config(ConfigDropshot {
            bind_address: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            // As the mock is set up.
            default_handler_task_mode: HandlerTaskMode::CancelOnDisconnect,
            ..ConfigDropshot::default()
        })
        .start()?;
    announce(server.local_addr())?;
    server.await.map_err(|error| anyhow!(error))
}

#[endpoint { method = GET, path = "/bare" }]
async fn read(request: RequestContext<Arc<Answers>>) -> Result<Response<Body>, HttpError> {
    let body = request.context().read.clone();
    Ok(json(StatusCode::OK, body.into()))
}

#[endpoint { method = POST, path = "/bare" }]
async fn create(
    request: RequestContext<Arc<Answers>>,
    _body: UntypedBody,
) -> Result<Response<Body>, HttpError> {
    let body = request.context().create.clone();
    Ok(json(StatusCode::CREATED, body.into()))
}
