//! The server's trait, and the dispatch of a request to its method.

use anyhow::{Result, bail};
use indexmap::IndexMap;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::operations::{Answer, Operation};
use super::render::render;
use crate::import::pascal_case;

/// Renders `server/api/src/generated/interface.rs`.
pub(super) fn render_file(operations: &[Operation]) -> Result<String> {
    let mut tags: IndexMap<&str, Vec<&Operation>> = IndexMap::new();
    for operation in operations {
        tags.entry(&operation.tag).or_default().push(operation);
    }
    let names: Vec<_> = tags
        .keys()
        .map(|tag| format_ident!("{}Api", pascal_case(tag)))
        .collect();
    let traits = tags
        .iter()
        .map(|(tag, operations)| tag_trait(tag, operations))
        .collect::<Result<Vec<_>>>()?;
    let arms = operations.iter().map(arm);
    render(quote! {
        use super::operations::*;
        use super::types;
        use crate::schema::{DomainRules, NoDomainRules};
        use crate::{ApiError, Call, Reply, Written, reply};

        /// What every method of a server is given.
        pub trait ServerContext: Send + Sync + 'static {
            /// It.
            type Context: Send + Sync + 'static;
            /// What of a request the server's domain has to judge, before a method is called.
            const DOMAIN_RULES: &'static dyn DomainRules = &NoDomainRules;
        }

        #(#traits)*

        /// What a server of the document does: all of its tags.
        ///
        /// An operation that the document gains is a method that an
        /// implementation lacks: it does not compile until it is written.
        pub trait PrefectApi: #(#names)+* {}

        impl<A: #(#names)+*> PrefectApi for A {}

        /// Hands a call to the method of its operation.
        pub fn dispatch<A: PrefectApi>(
            context: &A::Context,
            call: &Call<'_>,
        ) -> Result<Reply, ApiError> {
            match call.operation() { #(#arms)* }
        }
    })
}

/// The operations of one tag, as a trait.
fn tag_trait(tag: &str, operations: &[&Operation]) -> Result<TokenStream> {
    let name = format_ident!("{}Api", pascal_case(tag));
    let doc = format!(" The operations under `{tag}`, one method each.");
    let methods = operations
        .iter()
        .map(|operation| method(operation))
        .collect::<Result<Vec<_>>>()?;
    Ok(quote! {
        #[doc = #doc]
        pub trait #name: ServerContext { #(#methods)* }
    })
}

fn method(operation: &Operation) -> Result<TokenStream> {
    let name = format_ident!("{}", operation.id);
    let docs = [
        format!(" {}.", operation.summary),
        String::new(),
        format!(" `{} {}`", operation.method, operation.path),
    ];
    let path = (!operation.path_parameters.is_empty()).then(|| {
        let name = format_ident!("{}Path", operation.pascal());
        quote!(path: #name,)
    });
    let query = (!operation.query_parameters.is_empty()).then(|| {
        let name = format_ident!("{}Query", operation.pascal());
        quote!(query: #name,)
    });
    let body = operation.body.as_ref().map(|body| quote!(body: #body,));
    let reply = reply(operation)?;
    Ok(quote! {
        #(#[doc = #docs])*
        fn #name(context: &Self::Context, #path #query #body) -> Result<#reply, ApiError>;
    })
}

/// The type that can say just the successes that the document declares.
fn reply(operation: &Operation) -> Result<TokenStream> {
    Ok(match (operation.success.as_slice(), &operation.answer) {
        ([204], _) => quote!(reply::NoContent),
        ([200], Answer::Download) => quote!(reply::Download),
        ([200], Answer::Text) => quote!(reply::Text),
        ([200], Answer::Json(body)) => {
            let body = written(body);
            quote!(reply::Done<#body>)
        }
        ([201], Answer::Json(body)) => quote!(reply::Created<#body>),
        ([202], Answer::Json(body)) => quote!(reply::Accepted<#body>),
        ([200, 201], Answer::Json(body)) => {
            let body = written(body);
            quote!(reply::DoneOrCreated<#body>)
        }
        (codes, _) => bail!(
            "`{}` succeeds with {codes:?}, for which there is no reply; add one to server/api/src/reply.rs and to xtask/src/generate/interface.rs",
            operation.id
        ),
    })
}

/// What is read most often is written without a value of its type.
const WRITTEN: [&str; 2] = [
    "types :: FlowRunResponse",
    "Vec < types :: FlowRunResponse >",
];

fn written(body: &TokenStream) -> TokenStream {
    if WRITTEN.contains(&body.to_string().as_str()) {
        quote!(Written<#body>)
    } else {
        body.clone()
    }
}

fn arm(operation: &Operation) -> TokenStream {
    let variant = format_ident!("{}", operation.pascal());
    let name = format_ident!("{}", operation.id);
    let path = (!operation.path_parameters.is_empty()).then(|| {
        let name = format_ident!("{}Path", operation.pascal());
        let fields = operation
            .path_parameters
            .iter()
            .map(super::operations::Parameter::taken_from_path);
        quote!(#name { #(#fields,)* },)
    });
    let query = (!operation.query_parameters.is_empty()).then(|| quote!(call.query()?,));
    let body = operation.body.is_some().then(|| quote!(call.body()?,));
    quote! {
        Operation::#variant => A::#name(context, #path #query #body)?.into_reply(),
    }
}
