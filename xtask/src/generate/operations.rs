//! The operations of a document, and the file that lists them.

use anyhow::{Context, Result, bail, ensure};
use heck::ToSnakeCase;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use serde_json::Value;

use super::render::render;
use crate::import::pascal_case;
use crate::openapi::{self, ref_name};

/// One operation, as the generators need it.
#[derive(Debug)]
pub(super) struct Operation {
    /// Its operationId.
    pub(super) id: String,
    /// The HTTP method, upper case.
    pub(super) method: String,
    /// The path template.
    pub(super) path: String,
    /// The tag it is listed under.
    pub(super) tag: String,
    /// Its summary.
    pub(super) summary: String,
    /// Path parameters in the order of the template.
    pub(super) path_parameters: Vec<Parameter>,
    /// Query parameters.
    pub(super) query_parameters: Vec<Parameter>,
    /// The type of the request body, if it has one.
    pub(super) body: Option<TokenStream>,
    /// The codes of success, ascending.
    pub(super) success: Vec<u16>,
    /// What a success carries.
    pub(super) answer: Answer,
}

/// A path or query parameter.
#[derive(Debug)]
pub(super) struct Parameter {
    name: String,
    rust_type: TokenStream,
    required: bool,
    /// Whether any text leads to the operation and the value is checked there; an
    /// id that is none is else another path.
    checked: bool,
}

/// What a success carries.
#[derive(Debug)]
pub(super) enum Answer {
    /// Nothing.
    Empty,
    /// JSON of this type.
    Json(TokenStream),
    /// Plain text.
    Text,
    /// A file in another media type.
    Download,
}

impl Operation {
    /// `ReadFlowRun` of `read_flow_run`.
    pub(super) fn pascal(&self) -> String {
        pascal_case(&self.id)
    }
}

/// Reads every operation of a document.
pub(super) fn read(document: &Value) -> Result<Vec<Operation>> {
    openapi::operations(document)
        .map(|(path, method, operation)| {
            read_one(path, method, operation)
                .with_context(|| format!("{} {path}", method.to_uppercase()))
        })
        .collect()
}

fn read_one(path: &str, method: &str, operation: &Value) -> Result<Operation> {
    let id = operation["operationId"]
        .as_str()
        .context("the operation has no operationId")?;
    let parameters = |place: &str| -> Result<Vec<Parameter>> {
        operation["parameters"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|parameter| parameter["in"] == place)
            .map(|parameter| {
                Ok(Parameter {
                    name: parameter["name"]
                        .as_str()
                        .context("a parameter has no name")?
                        .to_owned(),
                    rust_type: rust_type(&parameter["schema"])?,
                    required: parameter["required"] == true,
                    checked: parameter["x-checked"] == true,
                })
            })
            .collect()
    };
    let mut path_parameters = parameters("path")?;
    path_parameters.sort_by_key(|parameter| path.find(&format!("{{{}}}", parameter.name)));

    let body = match operation.get("requestBody") {
        None => None,
        Some(body) => Some(rust_type(
            body.pointer("/content/application~1json/schema")
                .context("the request body is not JSON")?,
        )?),
    };
    let mut success = Vec::new();
    let mut answer = Answer::Empty;
    for (code, response) in operation["responses"].as_object().into_iter().flatten() {
        if !code.starts_with('2') {
            continue;
        }
        success.push(
            code.parse()
                .with_context(|| format!("status `{code}` is not a number"))?,
        );
        if let Some(schema) = response.pointer("/content/application~1json/schema") {
            answer = Answer::Json(rust_type(schema)?);
        } else if response.pointer("/content/text~1plain").is_some() {
            answer = Answer::Text;
        } else if response.get("content").is_some() {
            answer = Answer::Download;
        }
    }
    success.sort_unstable();
    ensure!(!success.is_empty(), "the operation declares no success");
    Ok(Operation {
        id: id.to_owned(),
        method: method.to_uppercase(),
        path: path.to_owned(),
        tag: operation["tags"][0]
            .as_str()
            .unwrap_or("untagged")
            .to_owned(),
        summary: operation["summary"].as_str().unwrap_or(id).to_owned(),
        path_parameters,
        query_parameters: parameters("query")?,
        body,
        success,
        answer,
    })
}

/// The Rust type of a schema that is not a component of its own.
fn rust_type(schema: &Value) -> Result<TokenStream> {
    if let Some(name) = schema.get("$ref").and_then(ref_name) {
        let name = format_ident!("{name}");
        return Ok(quote!(types::#name));
    }
    if let Some([only]) = schema["allOf"].as_array().map(Vec::as_slice) {
        return Ok(nullable(schema, rust_type(only)?));
    }
    let plain = match schema["type"].as_str() {
        Some("array") => {
            let item = rust_type(&schema["items"])?;
            quote!(Vec<#item>)
        }
        Some("object") => quote!(serde_json::Map<String, serde_json::Value>),
        Some("string") => match schema["format"].as_str() {
            Some("uuid") => quote!(uuid::Uuid),
            Some("date-time") => quote!(chrono::DateTime<chrono::Utc>),
            _ => quote!(String),
        },
        Some("integer") => quote!(i64),
        Some("number") => quote!(f64),
        Some("boolean") => quote!(bool),
        None => return Ok(quote!(serde_json::Value)),
        Some(other) => bail!(
            "a schema of type `{other}` outside the components is not known; teach xtask/src/generate/operations.rs"
        ),
    };
    Ok(nullable(schema, plain))
}

fn nullable(schema: &Value, plain: TokenStream) -> TokenStream {
    if schema["nullable"] == true {
        quote!(Option<#plain>)
    } else {
        plain
    }
}

/// Renders `server/api/src/generated/operations.rs`.
pub(super) fn render_file(operations: &[Operation]) -> Result<String> {
    let variants = operations.iter().map(|operation| {
        let variant = format_ident!("{}", operation.pascal());
        let doc = format!(" {}.", operation.summary);
        quote!(#[doc = #doc] #variant)
    });
    let infos = operations.iter().map(info);
    let parameters = operations.iter().map(parameter_structs);
    render(quote! {
        use crate::{OperationInfo, Segment, types};

        /// One operation of the document.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Operation { #(#variants,)* }

        /// Every operation of the document, in its order: `OPERATIONS[operation as usize]`.
        pub const OPERATIONS: &[OperationInfo] = &[ #(#infos,)* ];

        #(#parameters)*
    })
}

fn info(operation: &Operation) -> TokenStream {
    let Operation {
        id, method, path, ..
    } = operation;
    let variant = format_ident!("{}", operation.pascal());
    let segments = path
        .split('/')
        .filter(|segment| !segment.is_empty())
        .map(|segment| {
            let Some(name) = segment
                .strip_prefix('{')
                .and_then(|rest| rest.strip_suffix('}'))
            else {
                return quote!(Segment::Literal(#segment));
            };
            let is_uuid = operation
                .path_parameters
                .iter()
                .any(|parameter| parameter.name == name && parameter.is_routed_id());
            if is_uuid {
                quote!(Segment::Uuid(#name))
            } else {
                quote!(Segment::Text(#name))
            }
        });
    quote! {
        OperationInfo {
            operation: Operation::#variant,
            id: #id,
            method: #method,
            path: #path,
            segments: &[ #(#segments,)* ],
        }
    }
}

fn parameter_structs(operation: &Operation) -> TokenStream {
    let build = |suffix: &str, parameters: &[Parameter], doc: String, derive: TokenStream| {
        if parameters.is_empty() {
            return TokenStream::new();
        }
        let name = format_ident!("{}{suffix}", operation.pascal());
        let fields = parameters.iter().map(|parameter| {
            let field = parameter.field();
            let rust_type = &parameter.rust_type;
            let rename = (field != parameter.name).then(|| {
                let name = &parameter.name;
                quote!(#[serde(rename = #name)])
            });
            let doc = format!(" The parameter `{}`.", parameter.name);
            if parameter.required {
                quote!(#[doc = #doc] #rename pub #field: #rust_type)
            } else {
                quote!(#[doc = #doc] #rename #[serde(default)] pub #field: Option<#rust_type>)
            }
        });
        quote! {
            #[doc = #doc]
            #derive
            pub struct #name { #(#fields,)* }
        }
    };
    let path = build(
        "Path",
        &operation.path_parameters,
        format!(" What the path of `{}` names.", operation.id),
        quote!(#[derive(Debug, Clone, PartialEq)]),
    );
    let query = build(
        "Query",
        &operation.query_parameters,
        format!(" The query of `{}`.", operation.id),
        quote!(#[derive(Debug, Clone, PartialEq, serde::Deserialize)]),
    );
    quote!(#path #query)
}

impl Parameter {
    /// The field it is held in.
    fn field(&self) -> Ident {
        format_ident!("{}", self.name.to_snake_case())
    }

    /// How the generated dispatch takes this path parameter from a call.
    pub(super) fn taken_from_path(&self) -> TokenStream {
        let field = self.field();
        let name = &self.name;
        if self.is_routed_id() {
            quote!(#field: call.uuid(#name)?)
        } else if self.rust_type.to_string() == "String" {
            quote!(#field: call.text(#name)?)
        } else {
            quote!(#field: call.variable(#name)?)
        }
    }

    /// Whether this is an id that the router looks at.
    fn is_routed_id(&self) -> bool {
        !self.checked && self.rust_type.to_string() == "uuid :: Uuid"
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{info, read, rust_type};

    #[test]
    fn inline_schemas_have_types() {
        let shown = |schema| rust_type(&schema).unwrap().to_string();
        assert_eq!(
            shown(json!({"type": "array", "items": {"$ref": "#/components/schemas/Log"}})),
            "Vec < types :: Log >"
        );
        assert_eq!(
            shown(json!({"type": "number", "nullable": true})),
            "Option < f64 >"
        );
        assert_eq!(shown(json!({})), "serde_json :: Value");
    }

    #[test]
    fn an_id_is_routed_by_unless_it_is_checked() {
        for (checked, segment, taken) in [
            (false, "Segment :: Uuid", "call . uuid"),
            (true, "Segment :: Text", "call . variable"),
        ] {
            let id = json!({
                "name": "id", "in": "path", "required": true, "x-checked": checked,
                "schema": {"type": "string", "format": "uuid"},
            });
            let document = json!({"paths": {"/a/{id}": {"get": {
                "operationId": "read_a", "parameters": [id], "responses": {"204": {}},
            }}}});
            let operations = read(&document).unwrap();
            assert!(info(&operations[0]).to_string().contains(segment));
            let path = operations[0].path_parameters[0].taken_from_path();
            assert!(path.to_string().contains(taken), "{path}");
        }
    }

    #[test]
    fn path_parameters_follow_the_template() {
        let document = json!({"paths": {"/a/{x}/{y}": {"get": {
            "operationId": "read_a",
            "parameters": [
                {"name": "y", "in": "path", "required": true, "schema": {"type": "string"}},
                {"name": "x", "in": "path", "required": true, "schema": {"type": "string"}},
            ],
            "responses": {"204": {}},
        }}}});
        let operations = read(&document).unwrap();
        let names: Vec<_> = operations[0]
            .path_parameters
            .iter()
            .map(|one| one.name.as_str())
            .collect();
        assert_eq!(names, ["x", "y"]);
    }
}
