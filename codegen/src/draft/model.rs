//! The draft of a document and of an operation. A part that can be missing is an `Option`.

use super::declaration::Declaration;
use crate::plan::{
    Auth, AuthId, Binding, BindingId, Constant, Context, ContextId, Credential, CredentialId, Does,
    Encoding, Endpoint, EndpointId, EnumId, EnumType, Example, Field, FieldId, FieldMask, Note,
    ObjectId, ObjectType, Operation, Page, Parameters, PathPart, Permission, Plan, PlanParts,
    ReadBack, Reading, Response, ResponseId, Rule, Table, Tree, TreeId, Update, XmlNamespace,
};

/// The result of resolving one document.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// The Rust module; `None` if the name of the file cannot become one.
    pub(crate) module: Option<String>,
    /// The file stem of the schema.
    pub(crate) schema: String,
    /// The provider's name.
    pub(crate) provider: String,
    /// The description of the provider.
    pub(crate) description: Option<String>,
    /// The URL of the provider's site.
    pub(crate) url: Option<String>,
    /// The pages from which the facts come.
    pub(crate) pages: Vec<Page>,
    /// The namespaces of XML documents.
    pub(crate) namespaces: Vec<XmlNamespace>,
    /// How values are written as XML elements.
    pub(crate) trees: Table<TreeId, Tree>,
    /// The credentials that identify the caller.
    pub(crate) credentials: Table<CredentialId, Credential>,
    /// The authentication methods.
    pub(crate) auths: Table<AuthId, Auth>,
    /// The endpoints that receive requests.
    pub(crate) endpoints: Table<EndpointId, Endpoint>,
    /// The context facts.
    pub(crate) contexts: Table<ContextId, Context>,
    /// The enums.
    pub(crate) enums: Table<EnumId, EnumType>,
    /// The objects.
    pub(crate) objects: Table<ObjectId, ObjectType>,
    /// The operations, in document order.
    pub(crate) operations: Vec<OperationDraft>,
    /// The `differs:` notes.
    pub(crate) notes: Vec<Note>,
    /// The declarations that the lints check.
    pub(crate) declarations: Vec<Declaration>,
    /// Whether the document has a mistake, which was reported.
    pub(crate) is_poisoned: bool,
}

/// An operation of a draft.
#[derive(Debug, Clone)]
pub(crate) struct OperationDraft {
    pub(crate) name: String,
    pub(crate) rust: String,
    pub(crate) module: String,
    pub(crate) description: Option<String>,
    pub(crate) page: Option<String>,
    /// The method and the path; `None` if the HTTP line has a mistake.
    pub(crate) line: Option<(String, Vec<PathPart>)>,
    /// The endpoint; `None` if the operation names none that exists.
    pub(crate) endpoint: Option<EndpointId>,
    pub(crate) auths: Vec<AuthId>,
    pub(crate) wire: String,
    pub(crate) encoding: Encoding,
    pub(crate) headers: Vec<(String, Constant)>,
    pub(crate) update: Update,
    pub(crate) does: Does,
    pub(crate) deprecated: Option<String>,
    pub(crate) is_idempotent: bool,
    pub(crate) withdrawn: Option<String>,
    pub(crate) permissions: Vec<Permission>,
    pub(crate) fields: Table<FieldId, Field>,
    pub(crate) query: Parameters,
    pub(crate) mask: Option<FieldMask>,
    pub(crate) header_fields: Vec<(String, FieldId)>,
    pub(crate) bindings: Table<BindingId, Binding>,
    pub(crate) sends_moment: bool,
    pub(crate) contexts: Vec<ContextId>,
    pub(crate) takes_current: bool,
    pub(crate) rules: Vec<Rule>,
    pub(crate) responses: Table<ResponseId, Response>,
    pub(crate) reading: Option<Reading>,
    pub(crate) read_back: Option<ReadBack>,
    pub(crate) examples: Vec<Example>,
}

impl Draft {
    /// Returns the complete plan.
    ///
    /// # Errors
    ///
    /// Returns the draft if the document has a mistake. The diagnostics of the stages report it.
    pub fn finish(mut self) -> Result<Plan, Box<Draft>> {
        if self.is_poisoned || self.operations.iter().any(OperationDraft::has_hole) {
            return Err(Box::new(self));
        }
        let Some(module) = self.module.take() else {
            return Err(Box::new(self));
        };
        let operations = std::mem::take(&mut self.operations);
        let operations = operations.into_iter().filter_map(OperationDraft::finish);
        let operations = operations.collect();
        Ok(self.complete(module, operations))
    }

    /// Returns the plan with these operations.
    pub(crate) fn complete(self, module: String, operations: Vec<Operation>) -> Plan {
        Plan::new(PlanParts {
            module,
            schema: self.schema,
            provider: self.provider,
            description: self.description,
            url: self.url,
            pages: self.pages,
            namespaces: self.namespaces,
            trees: self.trees,
            credentials: self.credentials,
            auths: self.auths,
            endpoints: self.endpoints,
            contexts: self.contexts,
            enums: self.enums,
            objects: self.objects,
            operations,
            notes: self.notes,
        })
    }
}

impl OperationDraft {
    /// Returns whether a part is missing that every request needs.
    pub(crate) fn has_hole(&self) -> bool {
        self.line.is_none() || self.endpoint.is_none()
    }

    /// Returns the complete operation; `None` if it has a hole.
    fn finish(mut self) -> Option<Operation> {
        let (method, path) = self.line.take()?;
        let endpoint = self.endpoint?;
        Some(self.complete(method, path, endpoint))
    }

    /// Returns the operation with the parts that a draft can lack.
    pub(crate) fn complete(
        self,
        method: String,
        path: Vec<PathPart>,
        endpoint: EndpointId,
    ) -> Operation {
        Operation {
            name: self.name,
            rust: self.rust,
            module: self.module,
            description: self.description,
            page: self.page,
            method,
            path,
            endpoint,
            auths: self.auths,
            wire: self.wire,
            encoding: self.encoding,
            headers: self.headers,
            update: self.update,
            does: self.does,
            deprecated: self.deprecated,
            is_idempotent: self.is_idempotent,
            withdrawn: self.withdrawn,
            permissions: self.permissions,
            fields: self.fields,
            query: self.query,
            mask: self.mask,
            header_fields: self.header_fields,
            bindings: self.bindings,
            sends_moment: self.sends_moment,
            contexts: self.contexts,
            takes_current: self.takes_current,
            rules: self.rules,
            responses: self.responses,
            reading: self.reading,
            read_back: self.read_back,
            examples: self.examples,
        }
    }
}
