//! One request to one operation, before its parts have types.

use serde::de::DeserializeOwned;
use serde_json::Value;
use uuid::Uuid;

use crate::schema::{BadRequest, Document, DomainRules};
use crate::{ApiError, Operation, OperationInfo, Segment};

/// A request that the router has found an operation for.
#[derive(Debug)]
pub struct Call<'a> {
    /// The operation.
    pub info: &'static OperationInfo,
    /// The values of the path's variables, in the order of its template.
    pub variables: Vec<&'a str>,
    /// The query string, without its question mark.
    pub query: &'a str,
    /// The content type of the body, as it was declared.
    pub content_type: Option<&'a str>,
    /// The body as it came.
    pub body: &'a [u8],
    /// What of the body the server's domain has to judge.
    pub domain_rules: &'static dyn DomainRules,
}

impl Call<'_> {
    /// The operation that is called.
    pub fn operation(&self) -> Operation {
        self.info.operation
    }

    /// A path variable as text.
    pub(crate) fn text(&self, name: &str) -> Result<String, ApiError> {
        self.segment(name).map(str::to_owned)
    }

    /// A path variable as a UUID.
    pub(crate) fn uuid(&self, name: &str) -> Result<Uuid, ApiError> {
        Uuid::try_parse(self.segment(name)?).map_err(|_| ApiError::no_route())
    }

    /// A path variable of another type, checked against the document.
    pub(crate) fn variable<T: DeserializeOwned>(&self, name: &str) -> Result<T, ApiError> {
        let value = Document::shared()
            .check_variable(self.info.id, name, self.segment(name)?)
            .map_err(|refused| self.with_faults_of_body(refused))?;
        self.typed(value)
    }

    /// What is wrong with the path, and then what is wrong with the body, which
    /// Prefect tells at once. A body that cannot be read is all that it tells of.
    fn with_faults_of_body(&self, refused: BadRequest) -> BadRequest {
        let BadRequest::Invalid { mut errors, .. } = refused else {
            return refused;
        };
        match self.checked_body() {
            Ok(_) => BadRequest::Invalid {
                errors,
                request_body: serde_json::from_slice(self.body).unwrap_or_default(),
            },
            Err(BadRequest::Invalid {
                errors: more,
                request_body,
            }) => {
                errors.extend(more);
                BadRequest::Invalid {
                    errors,
                    request_body,
                }
            }
            Err(unread) => unread,
        }
    }

    fn segment(&self, name: &str) -> Result<&str, ApiError> {
        self.info
            .segments
            .iter()
            .filter_map(Segment::variable)
            .position(|one| one == name)
            .and_then(|position| self.variables.get(position))
            .copied()
            .ok_or_else(|| ApiError::internal(format!("{} has no variable {name}", self.info.id)))
    }

    /// The query, checked against the document.
    pub(crate) fn query<T: DeserializeOwned>(&self) -> Result<T, ApiError> {
        let query = Document::shared().check_query(self.info.id, self.query)?;
        self.typed(query)
    }

    /// The body, checked against the document. Most pass as they were sent, and need
    /// not be changed before they have a type.
    pub(crate) fn body<T: DeserializeOwned>(&self) -> Result<T, ApiError> {
        let as_sent = Document::shared().body_as_sent(
            self.info.id,
            self.content_type,
            self.body,
            self.domain_rules,
        );
        if let Some(body) = as_sent {
            return Ok(body);
        }
        let body = self.checked_body()?;
        self.typed(body)
    }

    fn checked_body(&self) -> Result<Value, BadRequest> {
        Document::shared().check_body(
            self.info.id,
            self.content_type,
            self.body,
            self.domain_rules,
        )
    }

    /// The last step cannot fail for what the document allows, unless the
    /// check and the generated types disagree, which is a fault of ours.
    fn typed<T: DeserializeOwned>(&self, value: Value) -> Result<T, ApiError> {
        serde_json::from_value(value).map_err(|error| {
            ApiError::internal(format!(
                "a checked request of {} has no type: {error}",
                self.info.id
            ))
        })
    }
}
