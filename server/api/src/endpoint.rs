//! The one dropshot endpoint that serves every operation.

use std::borrow::Cow;
use std::time::Instant;

use async_trait::async_trait;
use bytes::Buf as _;
use dropshot::{
    ApiDescription, ApiDescriptionRegisterError, ApiEndpoint, ApiEndpointBodyContentType,
    ApiEndpointVersions, Body, ExtractorMetadata, HttpError, Path, RawRequest, RequestContext,
    ServerContext, SharedExtractor,
};
use http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode, Uri, header};
use http_body_util::{BodyExt, Limited};
use percent_encoding::percent_decode_str;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::aside::aside;
use crate::pieces::in_pieces;
use crate::router::NoRoute;
use crate::{ApiError, Call, Operation, OperationInfo, PrefectApi, Reply, Route, Router, dispatch};

/// The longest request body that is read, in bytes. Prefect sets no limit; its
/// own clients stay far below this one.
pub const MAX_BODY_BYTES: usize = 16 * 1024 * 1024;

/// The longest request body, in bytes, that is checked between those of others. Such a
/// check takes a millisecond if nothing in the body is right, and microseconds if all is.
const LONG_BODY_BYTES: usize = 16 * 1024;

/// Where Prefect's API begins; everything else is not found.
const PREFIX: &str = "api";

/// The methods that dropshot is to hand over; the router answers 405 to those
/// that a path does not have.
const METHODS: [Method; 7] = [
    Method::GET,
    Method::HEAD,
    Method::POST,
    Method::PUT,
    Method::PATCH,
    Method::DELETE,
    Method::OPTIONS,
];

/// Lets requests in, before anything but their method and path is looked at.
pub trait Admission: PrefectApi {
    /// The context in which the methods of one request see what the server keeps.
    ///
    /// # Errors
    ///
    /// What the request is answered instead, if its headers are not acceptable.
    fn admit(
        context: &Self::Context,
        operation: Operation,
        headers: &HeaderMap,
    ) -> Result<Self::Context, ApiError>;
}

/// Takes requests that ask for a WebSocket, which the document cannot say.
pub trait Upgrade: PrefectApi {
    /// Answers a request for a WebSocket at a path, which is that below the prefix
    /// of the API, or `None` outside of it.
    fn upgrade(
        rqctx: &RequestContext<Self::Context>,
        path: Option<&[&str]>,
        request: Request<Body>,
    ) -> impl Future<Output = Response<Body>> + Send;
}

/// Describes an implementation of [`PrefectApi`] to dropshot.
///
/// # Errors
///
/// Fails when dropshot refuses the route, which depends on nothing but this crate.
pub fn api_description<A: Admission + Upgrade>()
-> Result<ApiDescription<A::Context>, ApiDescriptionRegisterError> {
    let mut api = ApiDescription::new();
    for method in METHODS {
        api.register(
            ApiEndpoint::new(
                format!("prefect_{}", method.as_str().to_ascii_lowercase()),
                serve::<A>,
                method,
                "application/json",
                "/{path:.*}",
                ApiEndpointVersions::All,
            )
            .visible(false)
            .request_body_max_bytes(MAX_BODY_BYTES),
        )?;
    }
    Ok(api)
}

/// What dropshot is told of the path of every request. Nothing is taken from it: the
/// path is split where it stands, without a text for each of its segments.
#[derive(Debug, Deserialize, JsonSchema)]
struct AnyPath {
    #[expect(dead_code, reason = "it is dropshot that wants to know of it")]
    path: Vec<String>,
}

struct Unread;

#[async_trait]
impl SharedExtractor for Unread {
    async fn from_request<C: ServerContext>(_: &RequestContext<C>) -> Result<Self, HttpError> {
        Ok(Self)
    }

    fn metadata(body_content_type: ApiEndpointBodyContentType) -> ExtractorMetadata {
        <Path<AnyPath> as SharedExtractor>::metadata(body_content_type)
    }
}

/// Prefect's server routes by the decoded path, so a slash that was encoded divides
/// segments as any other.
fn decoded(path: &str) -> Cow<'_, str> {
    if path.contains('%') {
        // dropshot has refused what is no UTF-8.
        percent_decode_str(path).decode_utf8_lossy()
    } else {
        Cow::Borrowed(path)
    }
}

async fn serve<A: Admission + Upgrade>(
    rqctx: RequestContext<A::Context>,
    _: Unread,
    request: RawRequest,
) -> Result<Response<Body>, HttpError> {
    let started = Instant::now();
    let path = decoded(rqctx.request.uri().path());
    let segments: Vec<&str> = path.split('/').filter(|one| !one.is_empty()).collect();
    if asks_for_websocket(&rqctx) {
        let path = segments.strip_prefix(&[PREFIX]);
        return Ok(A::upgrade(&rqctx, path, request.into_inner()).await);
    }
    let (id, reply) = answer::<A>(&rqctx, &segments, request).await;
    let reply = reply.unwrap_or_else(|error| {
        if let Some(fault) = error.fault() {
            slog::error!(rqctx.log, "operation failed"; "operation" => id, "fault" => fault);
        }
        error.into_reply()
    });
    slog::debug!(rqctx.log, "operation answered";
        "operation" => id, "status" => reply.status.as_u16(), "latency_us" => started.elapsed().as_micros());
    response(reply)
}

async fn answer<A: Admission>(
    rqctx: &RequestContext<A::Context>,
    segments: &[&str],
    request: RawRequest,
) -> (&'static str, Result<Reply, ApiError>) {
    let route = match segments.split_first() {
        // No path of Prefect's has a segment without a letter.
        _ if rqctx.request.uri().path().contains("//") => Err(NoRoute::NotFound),
        Some((&PREFIX, rest)) => Router::shared().route(rqctx.request.method().as_str(), rest),
        _ => Err(NoRoute::NotFound),
    };
    let route = match route {
        Ok(route) => route,
        Err(NoRoute::NotFound) => return ("none", Err(ApiError::no_route())),
        Err(NoRoute::MethodNotAllowed(allowed)) => {
            return ("none", Err(ApiError::method_not_allowed(&allowed)));
        }
    };
    if let Some(location) = other_form(rqctx.request.uri(), route.info, rqctx.request.headers()) {
        return ("none", Ok(Reply::moved(location)));
    }
    let id = route.info.id;
    let headers = rqctx.request.headers();
    let context = match A::admit(rqctx.context(), route.info.operation, headers) {
        Ok(context) => context,
        Err(error) => return (id, Err(error)),
    };
    let limited = Limited::new(
        request.into_inner().into_body(),
        rqctx.request_body_max_bytes(),
    );
    let body = match limited.collect().await {
        Ok(body) => body,
        Err(error) => return (id, Err(unreadable(error.as_ref()))),
    };
    let mut body = body.aggregate();
    let bytes = body.remaining();
    let uri = rqctx.request.uri();
    let content_type = headers.get(header::CONTENT_TYPE);
    let answered = if bytes > LONG_BODY_BYTES {
        let variables: Vec<String> = route.variables.into_iter().map(str::to_owned).collect();
        let (uri, content_type) = (uri.clone(), content_type.cloned());
        let dispatched = aside(move || {
            let route = Route {
                info: route.info,
                variables: variables.iter().map(String::as_str).collect(),
            };
            let body = body.copy_to_bytes(bytes);
            dispatch::<A>(
                &context,
                &call::<A>(route, &uri, content_type.as_ref(), &body),
            )
        });
        let broke_off = || Err(ApiError::internal("the operation panicked"));
        dispatched.await.unwrap_or_else(broke_off)
    } else {
        let body = body.copy_to_bytes(bytes);
        dispatch::<A>(&context, &call::<A>(route, uri, content_type, &body))
    };
    (id, answered)
}

fn call<'a, A: PrefectApi>(
    route: Route<'a>,
    uri: &'a Uri,
    content_type: Option<&'a HeaderValue>,
    body: &'a [u8],
) -> Call<'a> {
    Call {
        info: route.info,
        variables: route.variables,
        query: uri.query().unwrap_or_default(),
        content_type: content_type.and_then(|value| value.to_str().ok()),
        body,
        domain_rules: A::DOMAIN_RULES,
    }
}

/// Whether a request asks for a WebSocket, by the rule of the server that Prefect
/// runs on.
fn asks_for_websocket<C: ServerContext>(rqctx: &RequestContext<C>) -> bool {
    let headers = rqctx.request.headers();
    let lists = |name, token: &str| {
        let values = headers.get_all(name).into_iter();
        values
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .any(|value| value.trim().eq_ignore_ascii_case(token))
    };
    rqctx.request.method() == Method::GET
        && lists(header::CONNECTION, "upgrade")
        && lists(header::UPGRADE, "websocket")
}

/// Where a request is sent instead if its path ends with a slash and its operation's
/// does not, or the other way round.
fn other_form(uri: &Uri, info: &OperationInfo, headers: &HeaderMap) -> Option<String> {
    let path = uri.path();
    let path = match (path.strip_suffix('/'), info.path.ends_with('/')) {
        (Some(_), true) | (None, false) => return None,
        (Some(without), false) => without.to_owned(),
        (None, true) => format!("{path}/"),
    };
    let query = uri.query().map(|query| format!("?{query}"));
    let query = query.unwrap_or_default();
    let host = headers.get(header::HOST);
    let origin = host
        .and_then(|host| host.to_str().ok())
        .map(|host| format!("http://{host}"));
    Some(format!("{}{path}{query}", origin.unwrap_or_default()))
}

fn unreadable(error: &(dyn std::error::Error + 'static)) -> ApiError {
    if error.is::<http_body_util::LengthLimitError>() {
        ApiError::detail(
            StatusCode::PAYLOAD_TOO_LARGE,
            format!("The request body is longer than {MAX_BODY_BYTES} bytes; send less at a time."),
        )
    } else {
        ApiError::detail(
            StatusCode::BAD_REQUEST,
            "The request body could not be read.",
        )
    }
}

fn response(reply: Reply) -> Result<Response<Body>, HttpError> {
    let mut response = Response::new(in_pieces(reply.body));
    *response.status_mut() = reply.status;
    let headers = response.headers_mut();
    if let Some(content_type) = reply.content_type {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    }
    for (name, value) in reply.headers {
        let value = HeaderValue::from_str(&value)
            .map_err(|error| HttpError::for_internal_error(format!("header {name}: {error}")))?;
        headers.insert(name, value);
    }
    Ok(response)
}
