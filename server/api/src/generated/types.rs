// Generated from openapi/prefect.json by `cargo xtask gen`. Do not edit.

///`Artifact`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct Artifact {
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub created: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
    pub data: ::serde_json::Value,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub description: ::std::option::Option<::std::string::String>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub flow_run_id: ::std::option::Option<::uuid::Uuid>,
    pub id: ::uuid::Uuid,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub key: ::std::option::Option<::std::string::String>,
    #[serde(
        rename = "metadata_",
        deserialize_with = "::std::option::Option::deserialize"
    )]
    pub metadata: ::std::option::Option<
        ::indexmap::IndexMap<::std::string::String, ::std::string::String>,
    >,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub task_run_id: ::std::option::Option<::uuid::Uuid>,
    #[serde(rename = "type", deserialize_with = "::std::option::Option::deserialize")]
    pub type_: ::std::option::Option<::std::string::String>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub updated: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
}
///`ArtifactCollection`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct ArtifactCollection {
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub created: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
    pub data: ::serde_json::Value,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub description: ::std::option::Option<::std::string::String>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub flow_run_id: ::std::option::Option<::uuid::Uuid>,
    pub id: ::uuid::Uuid,
    pub key: ::std::string::String,
    pub latest_id: ::uuid::Uuid,
    #[serde(
        rename = "metadata_",
        deserialize_with = "::std::option::Option::deserialize"
    )]
    pub metadata: ::std::option::Option<
        ::indexmap::IndexMap<::std::string::String, ::std::string::String>,
    >,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub task_run_id: ::std::option::Option<::uuid::Uuid>,
    #[serde(rename = "type", deserialize_with = "::std::option::Option::deserialize")]
    pub type_: ::std::option::Option<::std::string::String>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub updated: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
}
///`ArtifactCollectionFilter`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct ArtifactCollectionFilter {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub flow_run_id: crate::Field<ArtifactCollectionFilterFlowRunId>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub key: crate::Field<ArtifactCollectionFilterKey>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub latest_id: crate::Field<ArtifactCollectionFilterLatestId>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub operator: ::std::option::Option<Operator>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub task_run_id: crate::Field<ArtifactCollectionFilterTaskRunId>,
    #[serde(rename = "type", default, skip_serializing_if = "crate::Field::is_absent")]
    pub type_: crate::Field<ArtifactCollectionFilterType>,
}
///`ArtifactCollectionFilterFlowRunId`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct ArtifactCollectionFilterFlowRunId {
    #[serde(rename = "any_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub any: crate::Field<::std::vec::Vec<::uuid::Uuid>>,
}
///`ArtifactCollectionFilterKey`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct ArtifactCollectionFilterKey {
    #[serde(rename = "any_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub any: crate::Field<::std::vec::Vec<::std::string::String>>,
    #[serde(
        rename = "exists_",
        default,
        skip_serializing_if = "crate::Field::is_absent"
    )]
    pub exists: crate::Field<bool>,
    #[serde(rename = "like_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub like: crate::Field<::std::string::String>,
}
///`ArtifactCollectionFilterLatestId`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct ArtifactCollectionFilterLatestId {
    #[serde(rename = "any_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub any: crate::Field<::std::vec::Vec<::uuid::Uuid>>,
}
///`ArtifactCollectionFilterTaskRunId`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct ArtifactCollectionFilterTaskRunId {
    #[serde(rename = "any_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub any: crate::Field<::std::vec::Vec<::uuid::Uuid>>,
}
///`ArtifactCollectionFilterType`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct ArtifactCollectionFilterType {
    #[serde(rename = "any_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub any: crate::Field<::std::vec::Vec<::std::string::String>>,
    #[serde(
        rename = "not_any_",
        default,
        skip_serializing_if = "crate::Field::is_absent"
    )]
    pub not_any: crate::Field<::std::vec::Vec<::std::string::String>>,
}
///`ArtifactCollectionSort`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum ArtifactCollectionSort {
    #[serde(rename = "CREATED_DESC")]
    CreatedDesc,
    #[serde(rename = "UPDATED_DESC")]
    UpdatedDesc,
    #[serde(rename = "ID_DESC")]
    IdDesc,
    #[serde(rename = "KEY_DESC")]
    KeyDesc,
    #[serde(rename = "KEY_ASC")]
    KeyAsc,
}
impl ::std::fmt::Display for ArtifactCollectionSort {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::CreatedDesc => f.write_str("CREATED_DESC"),
            Self::UpdatedDesc => f.write_str("UPDATED_DESC"),
            Self::IdDesc => f.write_str("ID_DESC"),
            Self::KeyDesc => f.write_str("KEY_DESC"),
            Self::KeyAsc => f.write_str("KEY_ASC"),
        }
    }
}
impl ::std::str::FromStr for ArtifactCollectionSort {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "CREATED_DESC" => Ok(Self::CreatedDesc),
            "UPDATED_DESC" => Ok(Self::UpdatedDesc),
            "ID_DESC" => Ok(Self::IdDesc),
            "KEY_DESC" => Ok(Self::KeyDesc),
            "KEY_ASC" => Ok(Self::KeyAsc),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for ArtifactCollectionSort {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for ArtifactCollectionSort {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`ArtifactCreate`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct ArtifactCreate {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub data: crate::Field<::serde_json::Value>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub description: crate::Field<::std::string::String>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub flow_run_id: crate::Field<::uuid::Uuid>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub key: crate::Field<::std::string::String>,
    #[serde(
        rename = "metadata_",
        default,
        skip_serializing_if = "crate::Field::is_absent"
    )]
    pub metadata: crate::Field<
        ::indexmap::IndexMap<::std::string::String, ::std::string::String>,
    >,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub task_run_id: crate::Field<::uuid::Uuid>,
    #[serde(rename = "type", default, skip_serializing_if = "crate::Field::is_absent")]
    pub type_: crate::Field<::std::string::String>,
}
///`ArtifactFilter`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct ArtifactFilter {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub flow_run_id: crate::Field<ArtifactFilterFlowRunId>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub id: crate::Field<ArtifactFilterId>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub key: crate::Field<ArtifactFilterKey>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub operator: ::std::option::Option<Operator>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub task_run_id: crate::Field<ArtifactFilterTaskRunId>,
    #[serde(rename = "type", default, skip_serializing_if = "crate::Field::is_absent")]
    pub type_: crate::Field<ArtifactFilterType>,
}
///`ArtifactFilterFlowRunId`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct ArtifactFilterFlowRunId {
    #[serde(rename = "any_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub any: crate::Field<::std::vec::Vec<::uuid::Uuid>>,
}
///`ArtifactFilterId`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct ArtifactFilterId {
    #[serde(rename = "any_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub any: crate::Field<::std::vec::Vec<::uuid::Uuid>>,
}
///`ArtifactFilterKey`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct ArtifactFilterKey {
    #[serde(rename = "any_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub any: crate::Field<::std::vec::Vec<::std::string::String>>,
    #[serde(
        rename = "exists_",
        default,
        skip_serializing_if = "crate::Field::is_absent"
    )]
    pub exists: crate::Field<bool>,
    #[serde(rename = "like_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub like: crate::Field<::std::string::String>,
}
///`ArtifactFilterTaskRunId`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct ArtifactFilterTaskRunId {
    #[serde(rename = "any_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub any: crate::Field<::std::vec::Vec<::uuid::Uuid>>,
}
///`ArtifactFilterType`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct ArtifactFilterType {
    #[serde(rename = "any_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub any: crate::Field<::std::vec::Vec<::std::string::String>>,
    #[serde(
        rename = "not_any_",
        default,
        skip_serializing_if = "crate::Field::is_absent"
    )]
    pub not_any: crate::Field<::std::vec::Vec<::std::string::String>>,
}
///`ArtifactSort`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum ArtifactSort {
    #[serde(rename = "CREATED_DESC")]
    CreatedDesc,
    #[serde(rename = "UPDATED_DESC")]
    UpdatedDesc,
    #[serde(rename = "ID_DESC")]
    IdDesc,
    #[serde(rename = "KEY_DESC")]
    KeyDesc,
    #[serde(rename = "KEY_ASC")]
    KeyAsc,
}
impl ::std::fmt::Display for ArtifactSort {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::CreatedDesc => f.write_str("CREATED_DESC"),
            Self::UpdatedDesc => f.write_str("UPDATED_DESC"),
            Self::IdDesc => f.write_str("ID_DESC"),
            Self::KeyDesc => f.write_str("KEY_DESC"),
            Self::KeyAsc => f.write_str("KEY_ASC"),
        }
    }
}
impl ::std::str::FromStr for ArtifactSort {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "CREATED_DESC" => Ok(Self::CreatedDesc),
            "UPDATED_DESC" => Ok(Self::UpdatedDesc),
            "ID_DESC" => Ok(Self::IdDesc),
            "KEY_DESC" => Ok(Self::KeyDesc),
            "KEY_ASC" => Ok(Self::KeyAsc),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for ArtifactSort {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for ArtifactSort {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`ArtifactUpdate`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct ArtifactUpdate {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub data: crate::Field<::serde_json::Value>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub description: crate::Field<::std::string::String>,
    #[serde(
        rename = "metadata_",
        default,
        skip_serializing_if = "crate::Field::is_absent"
    )]
    pub metadata: crate::Field<
        ::indexmap::IndexMap<::std::string::String, ::std::string::String>,
    >,
}
///`Automation`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct Automation {
    pub actions: ::std::vec::Vec<AutomationActionsItem>,
    pub actions_on_resolve: ::std::vec::Vec<AutomationActionsOnResolveItem>,
    pub actions_on_trigger: ::std::vec::Vec<AutomationActionsOnTriggerItem>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub created: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
    pub description: ::std::string::String,
    pub enabled: bool,
    pub id: ::uuid::Uuid,
    pub name: ::std::string::String,
    pub tags: ::std::vec::Vec<::std::string::String>,
    pub trigger: AutomationTrigger,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub updated: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
}
///`AutomationActionsItem`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum AutomationActionsItem {
    DoNothing(DoNothing),
    RunDeploymentOutput(RunDeploymentOutput),
    PauseDeployment(PauseDeployment),
    ResumeDeployment(ResumeDeployment),
    CancelFlowRun(CancelFlowRun),
    DeleteFlowRun(DeleteFlowRun),
    ChangeFlowRunState(ChangeFlowRunState),
    PauseWorkQueue(PauseWorkQueue),
    ResumeWorkQueue(ResumeWorkQueue),
    SendNotification(SendNotification),
    CallWebhook(CallWebhook),
    PauseAutomation(PauseAutomation),
    ResumeAutomation(ResumeAutomation),
    SuspendFlowRun(SuspendFlowRun),
    ResumeFlowRun(ResumeFlowRun),
    PauseWorkPool(PauseWorkPool),
    ResumeWorkPool(ResumeWorkPool),
}
impl ::std::convert::From<DoNothing> for AutomationActionsItem {
    fn from(value: DoNothing) -> Self {
        Self::DoNothing(value)
    }
}
impl ::std::convert::From<RunDeploymentOutput> for AutomationActionsItem {
    fn from(value: RunDeploymentOutput) -> Self {
        Self::RunDeploymentOutput(value)
    }
}
impl ::std::convert::From<PauseDeployment> for AutomationActionsItem {
    fn from(value: PauseDeployment) -> Self {
        Self::PauseDeployment(value)
    }
}
impl ::std::convert::From<ResumeDeployment> for AutomationActionsItem {
    fn from(value: ResumeDeployment) -> Self {
        Self::ResumeDeployment(value)
    }
}
impl ::std::convert::From<CancelFlowRun> for AutomationActionsItem {
    fn from(value: CancelFlowRun) -> Self {
        Self::CancelFlowRun(value)
    }
}
impl ::std::convert::From<DeleteFlowRun> for AutomationActionsItem {
    fn from(value: DeleteFlowRun) -> Self {
        Self::DeleteFlowRun(value)
    }
}
impl ::std::convert::From<ChangeFlowRunState> for AutomationActionsItem {
    fn from(value: ChangeFlowRunState) -> Self {
        Self::ChangeFlowRunState(value)
    }
}
impl ::std::convert::From<PauseWorkQueue> for AutomationActionsItem {
    fn from(value: PauseWorkQueue) -> Self {
        Self::PauseWorkQueue(value)
    }
}
impl ::std::convert::From<ResumeWorkQueue> for AutomationActionsItem {
    fn from(value: ResumeWorkQueue) -> Self {
        Self::ResumeWorkQueue(value)
    }
}
impl ::std::convert::From<SendNotification> for AutomationActionsItem {
    fn from(value: SendNotification) -> Self {
        Self::SendNotification(value)
    }
}
impl ::std::convert::From<CallWebhook> for AutomationActionsItem {
    fn from(value: CallWebhook) -> Self {
        Self::CallWebhook(value)
    }
}
impl ::std::convert::From<PauseAutomation> for AutomationActionsItem {
    fn from(value: PauseAutomation) -> Self {
        Self::PauseAutomation(value)
    }
}
impl ::std::convert::From<ResumeAutomation> for AutomationActionsItem {
    fn from(value: ResumeAutomation) -> Self {
        Self::ResumeAutomation(value)
    }
}
impl ::std::convert::From<SuspendFlowRun> for AutomationActionsItem {
    fn from(value: SuspendFlowRun) -> Self {
        Self::SuspendFlowRun(value)
    }
}
impl ::std::convert::From<ResumeFlowRun> for AutomationActionsItem {
    fn from(value: ResumeFlowRun) -> Self {
        Self::ResumeFlowRun(value)
    }
}
impl ::std::convert::From<PauseWorkPool> for AutomationActionsItem {
    fn from(value: PauseWorkPool) -> Self {
        Self::PauseWorkPool(value)
    }
}
impl ::std::convert::From<ResumeWorkPool> for AutomationActionsItem {
    fn from(value: ResumeWorkPool) -> Self {
        Self::ResumeWorkPool(value)
    }
}
///`AutomationActionsOnResolveItem`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum AutomationActionsOnResolveItem {
    DoNothing(DoNothing),
    RunDeploymentOutput(RunDeploymentOutput),
    PauseDeployment(PauseDeployment),
    ResumeDeployment(ResumeDeployment),
    CancelFlowRun(CancelFlowRun),
    DeleteFlowRun(DeleteFlowRun),
    ChangeFlowRunState(ChangeFlowRunState),
    PauseWorkQueue(PauseWorkQueue),
    ResumeWorkQueue(ResumeWorkQueue),
    SendNotification(SendNotification),
    CallWebhook(CallWebhook),
    PauseAutomation(PauseAutomation),
    ResumeAutomation(ResumeAutomation),
    SuspendFlowRun(SuspendFlowRun),
    ResumeFlowRun(ResumeFlowRun),
    PauseWorkPool(PauseWorkPool),
    ResumeWorkPool(ResumeWorkPool),
}
impl ::std::convert::From<DoNothing> for AutomationActionsOnResolveItem {
    fn from(value: DoNothing) -> Self {
        Self::DoNothing(value)
    }
}
impl ::std::convert::From<RunDeploymentOutput> for AutomationActionsOnResolveItem {
    fn from(value: RunDeploymentOutput) -> Self {
        Self::RunDeploymentOutput(value)
    }
}
impl ::std::convert::From<PauseDeployment> for AutomationActionsOnResolveItem {
    fn from(value: PauseDeployment) -> Self {
        Self::PauseDeployment(value)
    }
}
impl ::std::convert::From<ResumeDeployment> for AutomationActionsOnResolveItem {
    fn from(value: ResumeDeployment) -> Self {
        Self::ResumeDeployment(value)
    }
}
impl ::std::convert::From<CancelFlowRun> for AutomationActionsOnResolveItem {
    fn from(value: CancelFlowRun) -> Self {
        Self::CancelFlowRun(value)
    }
}
impl ::std::convert::From<DeleteFlowRun> for AutomationActionsOnResolveItem {
    fn from(value: DeleteFlowRun) -> Self {
        Self::DeleteFlowRun(value)
    }
}
impl ::std::convert::From<ChangeFlowRunState> for AutomationActionsOnResolveItem {
    fn from(value: ChangeFlowRunState) -> Self {
        Self::ChangeFlowRunState(value)
    }
}
impl ::std::convert::From<PauseWorkQueue> for AutomationActionsOnResolveItem {
    fn from(value: PauseWorkQueue) -> Self {
        Self::PauseWorkQueue(value)
    }
}
impl ::std::convert::From<ResumeWorkQueue> for AutomationActionsOnResolveItem {
    fn from(value: ResumeWorkQueue) -> Self {
        Self::ResumeWorkQueue(value)
    }
}
impl ::std::convert::From<SendNotification> for AutomationActionsOnResolveItem {
    fn from(value: SendNotification) -> Self {
        Self::SendNotification(value)
    }
}
impl ::std::convert::From<CallWebhook> for AutomationActionsOnResolveItem {
    fn from(value: CallWebhook) -> Self {
        Self::CallWebhook(value)
    }
}
impl ::std::convert::From<PauseAutomation> for AutomationActionsOnResolveItem {
    fn from(value: PauseAutomation) -> Self {
        Self::PauseAutomation(value)
    }
}
impl ::std::convert::From<ResumeAutomation> for AutomationActionsOnResolveItem {
    fn from(value: ResumeAutomation) -> Self {
        Self::ResumeAutomation(value)
    }
}
impl ::std::convert::From<SuspendFlowRun> for AutomationActionsOnResolveItem {
    fn from(value: SuspendFlowRun) -> Self {
        Self::SuspendFlowRun(value)
    }
}
impl ::std::convert::From<ResumeFlowRun> for AutomationActionsOnResolveItem {
    fn from(value: ResumeFlowRun) -> Self {
        Self::ResumeFlowRun(value)
    }
}
impl ::std::convert::From<PauseWorkPool> for AutomationActionsOnResolveItem {
    fn from(value: PauseWorkPool) -> Self {
        Self::PauseWorkPool(value)
    }
}
impl ::std::convert::From<ResumeWorkPool> for AutomationActionsOnResolveItem {
    fn from(value: ResumeWorkPool) -> Self {
        Self::ResumeWorkPool(value)
    }
}
///`AutomationActionsOnTriggerItem`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum AutomationActionsOnTriggerItem {
    DoNothing(DoNothing),
    RunDeploymentOutput(RunDeploymentOutput),
    PauseDeployment(PauseDeployment),
    ResumeDeployment(ResumeDeployment),
    CancelFlowRun(CancelFlowRun),
    DeleteFlowRun(DeleteFlowRun),
    ChangeFlowRunState(ChangeFlowRunState),
    PauseWorkQueue(PauseWorkQueue),
    ResumeWorkQueue(ResumeWorkQueue),
    SendNotification(SendNotification),
    CallWebhook(CallWebhook),
    PauseAutomation(PauseAutomation),
    ResumeAutomation(ResumeAutomation),
    SuspendFlowRun(SuspendFlowRun),
    ResumeFlowRun(ResumeFlowRun),
    PauseWorkPool(PauseWorkPool),
    ResumeWorkPool(ResumeWorkPool),
}
impl ::std::convert::From<DoNothing> for AutomationActionsOnTriggerItem {
    fn from(value: DoNothing) -> Self {
        Self::DoNothing(value)
    }
}
impl ::std::convert::From<RunDeploymentOutput> for AutomationActionsOnTriggerItem {
    fn from(value: RunDeploymentOutput) -> Self {
        Self::RunDeploymentOutput(value)
    }
}
impl ::std::convert::From<PauseDeployment> for AutomationActionsOnTriggerItem {
    fn from(value: PauseDeployment) -> Self {
        Self::PauseDeployment(value)
    }
}
impl ::std::convert::From<ResumeDeployment> for AutomationActionsOnTriggerItem {
    fn from(value: ResumeDeployment) -> Self {
        Self::ResumeDeployment(value)
    }
}
impl ::std::convert::From<CancelFlowRun> for AutomationActionsOnTriggerItem {
    fn from(value: CancelFlowRun) -> Self {
        Self::CancelFlowRun(value)
    }
}
impl ::std::convert::From<DeleteFlowRun> for AutomationActionsOnTriggerItem {
    fn from(value: DeleteFlowRun) -> Self {
        Self::DeleteFlowRun(value)
    }
}
impl ::std::convert::From<ChangeFlowRunState> for AutomationActionsOnTriggerItem {
    fn from(value: ChangeFlowRunState) -> Self {
        Self::ChangeFlowRunState(value)
    }
}
impl ::std::convert::From<PauseWorkQueue> for AutomationActionsOnTriggerItem {
    fn from(value: PauseWorkQueue) -> Self {
        Self::PauseWorkQueue(value)
    }
}
impl ::std::convert::From<ResumeWorkQueue> for AutomationActionsOnTriggerItem {
    fn from(value: ResumeWorkQueue) -> Self {
        Self::ResumeWorkQueue(value)
    }
}
impl ::std::convert::From<SendNotification> for AutomationActionsOnTriggerItem {
    fn from(value: SendNotification) -> Self {
        Self::SendNotification(value)
    }
}
impl ::std::convert::From<CallWebhook> for AutomationActionsOnTriggerItem {
    fn from(value: CallWebhook) -> Self {
        Self::CallWebhook(value)
    }
}
impl ::std::convert::From<PauseAutomation> for AutomationActionsOnTriggerItem {
    fn from(value: PauseAutomation) -> Self {
        Self::PauseAutomation(value)
    }
}
impl ::std::convert::From<ResumeAutomation> for AutomationActionsOnTriggerItem {
    fn from(value: ResumeAutomation) -> Self {
        Self::ResumeAutomation(value)
    }
}
impl ::std::convert::From<SuspendFlowRun> for AutomationActionsOnTriggerItem {
    fn from(value: SuspendFlowRun) -> Self {
        Self::SuspendFlowRun(value)
    }
}
impl ::std::convert::From<ResumeFlowRun> for AutomationActionsOnTriggerItem {
    fn from(value: ResumeFlowRun) -> Self {
        Self::ResumeFlowRun(value)
    }
}
impl ::std::convert::From<PauseWorkPool> for AutomationActionsOnTriggerItem {
    fn from(value: PauseWorkPool) -> Self {
        Self::PauseWorkPool(value)
    }
}
impl ::std::convert::From<ResumeWorkPool> for AutomationActionsOnTriggerItem {
    fn from(value: ResumeWorkPool) -> Self {
        Self::ResumeWorkPool(value)
    }
}
///`AutomationFilter`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct AutomationFilter {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub created: crate::Field<AutomationFilterCreated>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub id: crate::Field<AutomationFilterId>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub name: crate::Field<AutomationFilterName>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub operator: ::std::option::Option<Operator>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub tags: crate::Field<AutomationFilterTags>,
}
///`AutomationFilterCreated`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct AutomationFilterCreated {
    #[serde(
        rename = "before_",
        default,
        skip_serializing_if = "crate::Field::is_absent"
    )]
    #[serde(serialize_with = "crate::time::serialize")]
    pub before: crate::Field<::chrono::DateTime<::chrono::offset::Utc>>,
}
///`AutomationFilterId`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct AutomationFilterId {
    #[serde(rename = "any_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub any: crate::Field<::std::vec::Vec<::uuid::Uuid>>,
}
///`AutomationFilterName`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct AutomationFilterName {
    #[serde(rename = "any_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub any: crate::Field<::std::vec::Vec<::std::string::String>>,
}
///`AutomationFilterTags`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct AutomationFilterTags {
    #[serde(rename = "all_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub all: crate::Field<::std::vec::Vec<::std::string::String>>,
    #[serde(rename = "any_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub any: crate::Field<::std::vec::Vec<::std::string::String>>,
    #[serde(
        rename = "is_null_",
        default,
        skip_serializing_if = "crate::Field::is_absent"
    )]
    pub is_null: crate::Field<bool>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub operator: ::std::option::Option<Operator>,
}
///`AutomationSort`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum AutomationSort {
    #[serde(rename = "CREATED_DESC")]
    CreatedDesc,
    #[serde(rename = "UPDATED_DESC")]
    UpdatedDesc,
    #[serde(rename = "NAME_ASC")]
    NameAsc,
    #[serde(rename = "NAME_DESC")]
    NameDesc,
}
impl ::std::fmt::Display for AutomationSort {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::CreatedDesc => f.write_str("CREATED_DESC"),
            Self::UpdatedDesc => f.write_str("UPDATED_DESC"),
            Self::NameAsc => f.write_str("NAME_ASC"),
            Self::NameDesc => f.write_str("NAME_DESC"),
        }
    }
}
impl ::std::str::FromStr for AutomationSort {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "CREATED_DESC" => Ok(Self::CreatedDesc),
            "UPDATED_DESC" => Ok(Self::UpdatedDesc),
            "NAME_ASC" => Ok(Self::NameAsc),
            "NAME_DESC" => Ok(Self::NameDesc),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for AutomationSort {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for AutomationSort {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`AutomationTrigger`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum AutomationTrigger {
    EventTriggerOutput(EventTriggerOutput),
    CompoundTriggerOutput(CompoundTriggerOutput),
    SequenceTriggerOutput(SequenceTriggerOutput),
}
impl ::std::convert::From<EventTriggerOutput> for AutomationTrigger {
    fn from(value: EventTriggerOutput) -> Self {
        Self::EventTriggerOutput(value)
    }
}
impl ::std::convert::From<CompoundTriggerOutput> for AutomationTrigger {
    fn from(value: CompoundTriggerOutput) -> Self {
        Self::CompoundTriggerOutput(value)
    }
}
impl ::std::convert::From<SequenceTriggerOutput> for AutomationTrigger {
    fn from(value: SequenceTriggerOutput) -> Self {
        Self::SequenceTriggerOutput(value)
    }
}
///`AverageFlowRunLatenessBody`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
pub struct AverageFlowRunLatenessBody {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub deployments: crate::Field<DeploymentFilter>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub flow_runs: crate::Field<FlowRunFilter>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub flows: crate::Field<FlowFilter>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub task_runs: crate::Field<TaskRunFilter>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub work_pool_queues: crate::Field<WorkQueueFilter>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub work_pools: crate::Field<WorkPoolFilter>,
}
///`BlockDocument`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct BlockDocument {
    pub block_document_references: ::indexmap::IndexMap<
        ::std::string::String,
        ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    >,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub block_schema: ::std::option::Option<BlockSchema>,
    pub block_schema_id: ::uuid::Uuid,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub block_type: ::std::option::Option<BlockType>,
    pub block_type_id: ::uuid::Uuid,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub block_type_name: ::std::option::Option<::std::string::String>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub created: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
    pub data: ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    pub id: ::uuid::Uuid,
    pub is_anonymous: bool,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub name: ::std::option::Option<::std::string::String>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub updated: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
}
///`BlockDocumentFilter`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct BlockDocumentFilter {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub block_type_id: crate::Field<BlockDocumentFilterBlockTypeId>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub id: crate::Field<BlockDocumentFilterId>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub is_anonymous: crate::Field<BlockDocumentFilterIsAnonymous>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub name: crate::Field<BlockDocumentFilterName>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub operator: ::std::option::Option<Operator>,
}
///`BlockDocumentFilterBlockTypeId`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct BlockDocumentFilterBlockTypeId {
    #[serde(rename = "any_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub any: crate::Field<::std::vec::Vec<::uuid::Uuid>>,
}
///`BlockDocumentFilterId`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct BlockDocumentFilterId {
    #[serde(rename = "any_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub any: crate::Field<::std::vec::Vec<::uuid::Uuid>>,
}
///`BlockDocumentFilterIsAnonymous`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct BlockDocumentFilterIsAnonymous {
    #[serde(rename = "eq_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub eq: crate::Field<bool>,
}
///`BlockDocumentFilterName`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct BlockDocumentFilterName {
    #[serde(rename = "any_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub any: crate::Field<::std::vec::Vec<::std::string::String>>,
    #[serde(rename = "like_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub like: crate::Field<::std::string::String>,
}
///`BlockDocumentSort`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum BlockDocumentSort {
    #[serde(rename = "NAME_DESC")]
    NameDesc,
    #[serde(rename = "NAME_ASC")]
    NameAsc,
    #[serde(rename = "BLOCK_TYPE_AND_NAME_ASC")]
    BlockTypeAndNameAsc,
}
impl ::std::fmt::Display for BlockDocumentSort {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::NameDesc => f.write_str("NAME_DESC"),
            Self::NameAsc => f.write_str("NAME_ASC"),
            Self::BlockTypeAndNameAsc => f.write_str("BLOCK_TYPE_AND_NAME_ASC"),
        }
    }
}
impl ::std::str::FromStr for BlockDocumentSort {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "NAME_DESC" => Ok(Self::NameDesc),
            "NAME_ASC" => Ok(Self::NameAsc),
            "BLOCK_TYPE_AND_NAME_ASC" => Ok(Self::BlockTypeAndNameAsc),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for BlockDocumentSort {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for BlockDocumentSort {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`BlockSchema`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct BlockSchema {
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub block_type: ::std::option::Option<BlockType>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub block_type_id: ::std::option::Option<::uuid::Uuid>,
    pub capabilities: ::std::vec::Vec<::std::string::String>,
    pub checksum: ::std::string::String,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub created: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
    pub fields: ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    pub id: ::uuid::Uuid,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub updated: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
    pub version: ::std::string::String,
}
///`BlockSchemaFilter`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct BlockSchemaFilter {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub block_capabilities: crate::Field<BlockSchemaFilterCapabilities>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub block_type_id: crate::Field<BlockSchemaFilterBlockTypeId>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub id: crate::Field<BlockSchemaFilterId>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub operator: ::std::option::Option<Operator>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub version: crate::Field<BlockSchemaFilterVersion>,
}
///`BlockSchemaFilterBlockTypeId`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct BlockSchemaFilterBlockTypeId {
    #[serde(rename = "any_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub any: crate::Field<::std::vec::Vec<::uuid::Uuid>>,
}
///`BlockSchemaFilterCapabilities`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct BlockSchemaFilterCapabilities {
    #[serde(rename = "all_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub all: crate::Field<::std::vec::Vec<::std::string::String>>,
}
///`BlockSchemaFilterId`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct BlockSchemaFilterId {
    #[serde(rename = "any_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub any: crate::Field<::std::vec::Vec<::uuid::Uuid>>,
}
///`BlockSchemaFilterVersion`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct BlockSchemaFilterVersion {
    #[serde(rename = "any_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub any: crate::Field<::std::vec::Vec<::std::string::String>>,
}
///`BlockType`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct BlockType {
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub code_example: ::std::option::Option<::std::string::String>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub created: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub description: ::std::option::Option<::std::string::String>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub documentation_url: ::std::option::Option<::std::string::String>,
    pub id: ::uuid::Uuid,
    pub is_protected: bool,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub logo_url: ::std::option::Option<::std::string::String>,
    pub name: ::std::string::String,
    pub slug: ::std::string::String,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub updated: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
}
///`BlockTypeFilter`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct BlockTypeFilter {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub name: crate::Field<BlockTypeFilterName>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub slug: crate::Field<BlockTypeFilterSlug>,
}
///`BlockTypeFilterName`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct BlockTypeFilterName {
    #[serde(rename = "like_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub like: crate::Field<::std::string::String>,
}
///`BlockTypeFilterSlug`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct BlockTypeFilterSlug {
    #[serde(rename = "any_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub any: crate::Field<::std::vec::Vec<::std::string::String>>,
}
///`BulkDecrementActiveSlotsBody`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct BulkDecrementActiveSlotsBody {
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub create_if_missing: ::std::option::Option<bool>,
    pub names: ::std::vec::Vec<::std::string::String>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub occupancy_seconds: crate::Field<f64>,
    pub slots: i64,
}
///`BulkDeleteDeploymentsBody`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
pub struct BulkDeleteDeploymentsBody {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub deployments: crate::Field<DeploymentFilter>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub limit: ::std::option::Option<i64>,
}
///`BulkDeleteFlowRunsBody`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
pub struct BulkDeleteFlowRunsBody {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub flow_runs: crate::Field<FlowRunFilter>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub limit: ::std::option::Option<i64>,
}
///`BulkDeleteFlowsBody`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
pub struct BulkDeleteFlowsBody {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub flows: crate::Field<FlowFilter>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub limit: ::std::option::Option<i64>,
}
///`BulkIncrementActiveSlotsBody`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct BulkIncrementActiveSlotsBody {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub create_if_missing: crate::Field<bool>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub mode: ::std::option::Option<BulkIncrementActiveSlotsBodyMode>,
    pub names: ::std::vec::Vec<::std::string::String>,
    pub slots: i64,
}
///`BulkIncrementActiveSlotsBodyMode`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum BulkIncrementActiveSlotsBodyMode {
    #[serde(rename = "concurrency")]
    Concurrency,
    #[serde(rename = "rate_limit")]
    RateLimit,
}
impl ::std::fmt::Display for BulkIncrementActiveSlotsBodyMode {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::Concurrency => f.write_str("concurrency"),
            Self::RateLimit => f.write_str("rate_limit"),
        }
    }
}
impl ::std::str::FromStr for BulkIncrementActiveSlotsBodyMode {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "concurrency" => Ok(Self::Concurrency),
            "rate_limit" => Ok(Self::RateLimit),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for BulkIncrementActiveSlotsBodyMode {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String>
for BulkIncrementActiveSlotsBodyMode {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`BulkSetFlowRunStateBody`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct BulkSetFlowRunStateBody {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub flow_runs: crate::Field<FlowRunFilter>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub force: ::std::option::Option<bool>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub limit: ::std::option::Option<i64>,
    pub state: StateCreate,
}
///`CallWebhook`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct CallWebhook {
    pub block_document_id: ::uuid::Uuid,
    pub payload: ::std::string::String,
    #[serde(rename = "type")]
    pub type_: CallWebhookType,
}
///`CallWebhookType`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum CallWebhookType {
    #[serde(rename = "call-webhook")]
    CallWebhook,
}
impl ::std::fmt::Display for CallWebhookType {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::CallWebhook => f.write_str("call-webhook"),
        }
    }
}
impl ::std::str::FromStr for CallWebhookType {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "call-webhook" => Ok(Self::CallWebhook),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for CallWebhookType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for CallWebhookType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`CancelFlowRun`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct CancelFlowRun {
    #[serde(rename = "type")]
    pub type_: CancelFlowRunType,
}
///`CancelFlowRunType`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum CancelFlowRunType {
    #[serde(rename = "cancel-flow-run")]
    CancelFlowRun,
}
impl ::std::fmt::Display for CancelFlowRunType {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::CancelFlowRun => f.write_str("cancel-flow-run"),
        }
    }
}
impl ::std::str::FromStr for CancelFlowRunType {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "cancel-flow-run" => Ok(Self::CancelFlowRun),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for CancelFlowRunType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for CancelFlowRunType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`ChangeFlowRunState`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct ChangeFlowRunState {
    pub force: bool,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub message: ::std::option::Option<::std::string::String>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub name: ::std::option::Option<::std::string::String>,
    pub state: StateType,
    #[serde(rename = "type")]
    pub type_: ChangeFlowRunStateType,
}
///`ChangeFlowRunStateType`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum ChangeFlowRunStateType {
    #[serde(rename = "change-flow-run-state")]
    ChangeFlowRunState,
}
impl ::std::fmt::Display for ChangeFlowRunStateType {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::ChangeFlowRunState => f.write_str("change-flow-run-state"),
        }
    }
}
impl ::std::str::FromStr for ChangeFlowRunStateType {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "change-flow-run-state" => Ok(Self::ChangeFlowRunState),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for ChangeFlowRunStateType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for ChangeFlowRunStateType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`CompoundTriggerOutput`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct CompoundTriggerOutput {
    pub id: ::uuid::Uuid,
    pub require: CompoundTriggerOutputRequire,
    pub triggers: ::std::vec::Vec<CompoundTriggerOutputTriggersItem>,
    #[serde(rename = "type")]
    pub type_: CompoundTriggerOutputType,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub within: ::std::option::Option<f64>,
}
///`CompoundTriggerOutputRequire`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum CompoundTriggerOutputRequire {
    Integer(i64),
    String(CompoundTriggerOutputRequireString),
}
impl ::std::fmt::Display for CompoundTriggerOutputRequire {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match self {
            Self::Integer(x) => x.fmt(f),
            Self::String(x) => x.fmt(f),
        }
    }
}
impl ::std::str::FromStr for CompoundTriggerOutputRequire {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        if let Ok(v) = value.parse() {
            Ok(Self::Integer(v))
        } else if let Ok(v) = value.parse() {
            Ok(Self::String(v))
        } else {
            Err("string conversion failed for all variants".into())
        }
    }
}
impl ::std::convert::TryFrom<&str> for CompoundTriggerOutputRequire {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for CompoundTriggerOutputRequire {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::From<i64> for CompoundTriggerOutputRequire {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}
impl ::std::convert::From<CompoundTriggerOutputRequireString>
for CompoundTriggerOutputRequire {
    fn from(value: CompoundTriggerOutputRequireString) -> Self {
        Self::String(value)
    }
}
///`CompoundTriggerOutputRequireString`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum CompoundTriggerOutputRequireString {
    #[serde(rename = "any")]
    Any,
    #[serde(rename = "all")]
    All,
}
impl ::std::fmt::Display for CompoundTriggerOutputRequireString {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::Any => f.write_str("any"),
            Self::All => f.write_str("all"),
        }
    }
}
impl ::std::str::FromStr for CompoundTriggerOutputRequireString {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "any" => Ok(Self::Any),
            "all" => Ok(Self::All),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for CompoundTriggerOutputRequireString {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String>
for CompoundTriggerOutputRequireString {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`CompoundTriggerOutputTriggersItem`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum CompoundTriggerOutputTriggersItem {
    EventTriggerOutput(EventTriggerOutput),
    CompoundTriggerOutput(CompoundTriggerOutput),
    SequenceTriggerOutput(SequenceTriggerOutput),
}
impl ::std::convert::From<EventTriggerOutput> for CompoundTriggerOutputTriggersItem {
    fn from(value: EventTriggerOutput) -> Self {
        Self::EventTriggerOutput(value)
    }
}
impl ::std::convert::From<CompoundTriggerOutput> for CompoundTriggerOutputTriggersItem {
    fn from(value: CompoundTriggerOutput) -> Self {
        Self::CompoundTriggerOutput(value)
    }
}
impl ::std::convert::From<SequenceTriggerOutput> for CompoundTriggerOutputTriggersItem {
    fn from(value: SequenceTriggerOutput) -> Self {
        Self::SequenceTriggerOutput(value)
    }
}
///`CompoundTriggerOutputType`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum CompoundTriggerOutputType {
    #[serde(rename = "compound")]
    Compound,
}
impl ::std::fmt::Display for CompoundTriggerOutputType {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::Compound => f.write_str("compound"),
        }
    }
}
impl ::std::str::FromStr for CompoundTriggerOutputType {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "compound" => Ok(Self::Compound),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for CompoundTriggerOutputType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for CompoundTriggerOutputType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`ConcurrencyLeaseHolder`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct ConcurrencyLeaseHolder {
    pub id: ::uuid::Uuid,
    #[serde(rename = "type")]
    pub type_: ConcurrencyLeaseHolderType,
}
///`ConcurrencyLeaseHolderType`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum ConcurrencyLeaseHolderType {
    #[serde(rename = "flow_run")]
    FlowRun,
    #[serde(rename = "task_run")]
    TaskRun,
    #[serde(rename = "deployment")]
    Deployment,
}
impl ::std::fmt::Display for ConcurrencyLeaseHolderType {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::FlowRun => f.write_str("flow_run"),
            Self::TaskRun => f.write_str("task_run"),
            Self::Deployment => f.write_str("deployment"),
        }
    }
}
impl ::std::str::FromStr for ConcurrencyLeaseHolderType {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "flow_run" => Ok(Self::FlowRun),
            "task_run" => Ok(Self::TaskRun),
            "deployment" => Ok(Self::Deployment),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for ConcurrencyLeaseHolderType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for ConcurrencyLeaseHolderType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`ConcurrencyLimit`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct ConcurrencyLimit {
    pub active_slots: ::std::vec::Vec<::uuid::Uuid>,
    pub concurrency_limit: i64,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub created: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
    pub id: ::uuid::Uuid,
    pub tag: ::std::string::String,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub updated: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
}
///`ConcurrencyLimitCreate`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct ConcurrencyLimitCreate {
    pub concurrency_limit: i64,
    pub tag: ::std::string::String,
}
///`ConcurrencyLimitStrategy`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum ConcurrencyLimitStrategy {
    #[serde(rename = "ENQUEUE")]
    Enqueue,
    #[serde(rename = "CANCEL_NEW")]
    CancelNew,
}
impl ::std::fmt::Display for ConcurrencyLimitStrategy {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::Enqueue => f.write_str("ENQUEUE"),
            Self::CancelNew => f.write_str("CANCEL_NEW"),
        }
    }
}
impl ::std::str::FromStr for ConcurrencyLimitStrategy {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "ENQUEUE" => Ok(Self::Enqueue),
            "CANCEL_NEW" => Ok(Self::CancelNew),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for ConcurrencyLimitStrategy {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for ConcurrencyLimitStrategy {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`ConcurrencyLimitV2`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct ConcurrencyLimitV2 {
    pub active: bool,
    pub active_slots: i64,
    pub avg_slot_occupancy_seconds: f64,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub created: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
    pub denied_slots: i64,
    pub id: ::uuid::Uuid,
    pub limit: i64,
    pub name: ::std::string::String,
    pub slot_decay_per_second: f64,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub updated: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
}
///`ConcurrencyLimitV2Create`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct ConcurrencyLimitV2Create {
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub active: ::std::option::Option<bool>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub active_slots: ::std::option::Option<i64>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub denied_slots: ::std::option::Option<i64>,
    pub limit: i64,
    pub name: ::std::string::String,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub slot_decay_per_second: ::std::option::Option<f64>,
}
///`ConcurrencyLimitV2Update`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct ConcurrencyLimitV2Update {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub active: crate::Field<bool>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub active_slots: crate::Field<i64>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub denied_slots: crate::Field<i64>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub limit: crate::Field<i64>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub name: crate::Field<::std::string::String>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub slot_decay_per_second: crate::Field<f64>,
}
///`ConcurrencyLimitWithLeaseResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct ConcurrencyLimitWithLeaseResponse {
    pub lease_id: ::uuid::Uuid,
    pub limits: ::std::vec::Vec<MinimalConcurrencyLimitResponse>,
}
///`ConcurrencyOptions`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct ConcurrencyOptions {
    pub collision_strategy: ConcurrencyLimitStrategy,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub grace_period_seconds: crate::Field<i64>,
}
///`Constant`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct Constant {
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub input_type: ::std::option::Option<ConstantInputType>,
    #[serde(rename = "type")]
    pub type_: ::std::string::String,
}
///`ConstantInputType`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum ConstantInputType {
    #[serde(rename = "constant")]
    Constant,
}
impl ::std::fmt::Display for ConstantInputType {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::Constant => f.write_str("constant"),
        }
    }
}
impl ::std::str::FromStr for ConstantInputType {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "constant" => Ok(Self::Constant),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for ConstantInputType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for ConstantInputType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`CountArtifactsBody`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
pub struct CountArtifactsBody {
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub artifacts: ::std::option::Option<ArtifactFilter>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub deployments: ::std::option::Option<DeploymentFilter>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub flow_runs: ::std::option::Option<FlowRunFilter>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub flows: ::std::option::Option<FlowFilter>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub task_runs: ::std::option::Option<TaskRunFilter>,
}
///`CountAutomationsBody`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
pub struct CountAutomationsBody {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub automations: crate::Field<AutomationFilter>,
}
///`CountBlockDocumentsBody`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
pub struct CountBlockDocumentsBody {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub block_documents: crate::Field<BlockDocumentFilter>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub block_schemas: crate::Field<BlockSchemaFilter>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub block_types: crate::Field<BlockTypeFilter>,
}
///`CountDeploymentsBody`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
pub struct CountDeploymentsBody {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub deployments: crate::Field<DeploymentFilter>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub flow_runs: crate::Field<FlowRunFilter>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub flows: crate::Field<FlowFilter>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub task_runs: crate::Field<TaskRunFilter>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub work_pool_queues: crate::Field<WorkQueueFilter>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub work_pools: crate::Field<WorkPoolFilter>,
}
///`CountEventsBody`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct CountEventsBody {
    pub filter: EventFilter,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub time_interval: ::std::option::Option<f64>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub time_unit: ::std::option::Option<TimeUnit>,
}
///`CountFlowRunsBody`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
pub struct CountFlowRunsBody {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub deployments: crate::Field<DeploymentFilter>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub flow_runs: crate::Field<FlowRunFilter>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub flows: crate::Field<FlowFilter>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub task_runs: crate::Field<TaskRunFilter>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub work_pool_queues: crate::Field<WorkQueueFilter>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub work_pools: crate::Field<WorkPoolFilter>,
}
///`CountFlowsBody`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
pub struct CountFlowsBody {
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub deployments: ::std::option::Option<DeploymentFilter>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub flow_runs: ::std::option::Option<FlowRunFilter>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub flows: ::std::option::Option<FlowFilter>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub task_runs: ::std::option::Option<TaskRunFilter>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub work_pools: ::std::option::Option<WorkPoolFilter>,
}
///`CountLatestArtifactsBody`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
pub struct CountLatestArtifactsBody {
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub artifacts: ::std::option::Option<ArtifactCollectionFilter>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub deployments: ::std::option::Option<DeploymentFilter>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub flow_runs: ::std::option::Option<FlowRunFilter>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub flows: ::std::option::Option<FlowFilter>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub task_runs: ::std::option::Option<TaskRunFilter>,
}
///`CountTaskRunsBody`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
pub struct CountTaskRunsBody {
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub deployments: ::std::option::Option<DeploymentFilter>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub flow_runs: ::std::option::Option<FlowRunFilter>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub flows: ::std::option::Option<FlowFilter>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub task_runs: ::std::option::Option<TaskRunFilter>,
}
///`CountVariablesBody`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
pub struct CountVariablesBody {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub variables: crate::Field<VariableFilter>,
}
///`CountWorkPoolsBody`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
pub struct CountWorkPoolsBody {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub work_pools: crate::Field<WorkPoolFilter>,
}
///`Countable`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum Countable {
    #[serde(rename = "day")]
    Day,
    #[serde(rename = "time")]
    Time,
    #[serde(rename = "event")]
    Event,
    #[serde(rename = "resource")]
    Resource,
}
impl ::std::fmt::Display for Countable {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::Day => f.write_str("day"),
            Self::Time => f.write_str("time"),
            Self::Event => f.write_str("event"),
            Self::Resource => f.write_str("resource"),
        }
    }
}
impl ::std::str::FromStr for Countable {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "day" => Ok(Self::Day),
            "time" => Ok(Self::Time),
            "event" => Ok(Self::Event),
            "resource" => Ok(Self::Resource),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for Countable {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for Countable {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`CreateFlowRunInputBody`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct CreateFlowRunInputBody {
    pub key: ::std::string::String,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub sender: crate::Field<::std::string::String>,
    pub value: ::std::string::String,
}
///`CreatedBy`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct CreatedBy {
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub display_value: ::std::option::Option<::std::string::String>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub id: ::std::option::Option<::uuid::Uuid>,
    #[serde(rename = "type", deserialize_with = "::std::option::Option::deserialize")]
    pub type_: ::std::option::Option<::std::string::String>,
}
///`CronSchedule`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct CronSchedule {
    pub cron: ::std::string::String,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub day_or: ::std::option::Option<bool>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub timezone: crate::Field<::std::string::String>,
}
///`CsrfToken`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct CsrfToken {
    pub client: ::std::string::String,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub created: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
    #[serde(with = "crate::time")]
    pub expiration: ::chrono::DateTime<::chrono::offset::Utc>,
    pub id: ::uuid::Uuid,
    pub token: ::std::string::String,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub updated: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
}
///`DecrementConcurrencyLimitsWithLeaseBody`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct DecrementConcurrencyLimitsWithLeaseBody {
    pub lease_id: ::uuid::Uuid,
}
///`DeleteFlowRun`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct DeleteFlowRun {
    #[serde(rename = "type")]
    pub type_: DeleteFlowRunType,
}
///`DeleteFlowRunType`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum DeleteFlowRunType {
    #[serde(rename = "delete-flow-run")]
    DeleteFlowRun,
}
impl ::std::fmt::Display for DeleteFlowRunType {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::DeleteFlowRun => f.write_str("delete-flow-run"),
        }
    }
}
impl ::std::str::FromStr for DeleteFlowRunType {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "delete-flow-run" => Ok(Self::DeleteFlowRun),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for DeleteFlowRunType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for DeleteFlowRunType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`DependencyResult`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct DependencyResult {
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub end_time: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub estimated_run_time: ::std::option::Option<f64>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub expected_start_time: ::std::option::Option<
        ::chrono::DateTime<::chrono::offset::Utc>,
    >,
    pub id: ::uuid::Uuid,
    pub name: ::std::string::String,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub start_time: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub state: ::std::option::Option<State>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub total_run_time: ::std::option::Option<f64>,
    pub untrackable_result: bool,
    pub upstream_dependencies: ::std::vec::Vec<TaskRunResult>,
}
///`DeploymentBulkDeleteResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct DeploymentBulkDeleteResponse {
    pub deleted: ::std::vec::Vec<::uuid::Uuid>,
}
///`DeploymentCreate`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct DeploymentCreate {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub concurrency_limit: crate::Field<i64>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub concurrency_options: crate::Field<ConcurrencyOptions>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub description: crate::Field<::std::string::String>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub enforce_parameter_schema: ::std::option::Option<bool>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub entrypoint: crate::Field<::std::string::String>,
    pub flow_id: ::uuid::Uuid,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub global_concurrency_limit_id: crate::Field<::uuid::Uuid>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub infrastructure_document_id: crate::Field<::uuid::Uuid>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub job_variables: ::std::option::Option<
        ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    >,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub labels: crate::Field<
        ::indexmap::IndexMap<::std::string::String, DeploymentCreateLabelsValue>,
    >,
    pub name: ::std::string::String,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub parameter_openapi_schema: crate::Field<
        ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    >,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub parameters: ::std::option::Option<
        ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    >,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub path: crate::Field<::std::string::String>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub paused: ::std::option::Option<bool>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub pull_steps: crate::Field<
        ::std::vec::Vec<::serde_json::Map<::std::string::String, ::serde_json::Value>>,
    >,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub schedules: ::std::option::Option<::std::vec::Vec<DeploymentScheduleCreate>>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub storage_document_id: crate::Field<::uuid::Uuid>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub tags: ::std::option::Option<::std::vec::Vec<::std::string::String>>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub version: crate::Field<::std::string::String>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub version_info: crate::Field<VersionInfo>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub work_pool_name: crate::Field<::std::string::String>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub work_queue_name: crate::Field<::std::string::String>,
}
///`DeploymentCreateLabelsValue`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum DeploymentCreateLabelsValue {
    Boolean(bool),
    Integer(i64),
    Number(f64),
    String(::std::string::String),
}
impl ::std::fmt::Display for DeploymentCreateLabelsValue {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match self {
            Self::Boolean(x) => x.fmt(f),
            Self::Integer(x) => x.fmt(f),
            Self::Number(x) => x.fmt(f),
            Self::String(x) => x.fmt(f),
        }
    }
}
impl ::std::convert::From<bool> for DeploymentCreateLabelsValue {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}
impl ::std::convert::From<i64> for DeploymentCreateLabelsValue {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}
impl ::std::convert::From<f64> for DeploymentCreateLabelsValue {
    fn from(value: f64) -> Self {
        Self::Number(value)
    }
}
///`DeploymentFilter`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct DeploymentFilter {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub concurrency_limit: crate::Field<DeploymentFilterConcurrencyLimit>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub flow_or_deployment_name: crate::Field<DeploymentOrFlowNameFilter>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub id: crate::Field<DeploymentFilterId>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub name: crate::Field<DeploymentFilterName>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub operator: ::std::option::Option<Operator>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub paused: crate::Field<DeploymentFilterPaused>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub tags: crate::Field<DeploymentFilterTags>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub work_queue_name: crate::Field<DeploymentFilterWorkQueueName>,
}
///`DeploymentFilterConcurrencyLimit`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct DeploymentFilterConcurrencyLimit {
    #[serde(rename = "ge_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub ge: crate::Field<i64>,
    #[serde(
        rename = "is_null_",
        default,
        skip_serializing_if = "crate::Field::is_absent"
    )]
    pub is_null: crate::Field<bool>,
    #[serde(rename = "le_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub le: crate::Field<i64>,
}
///`DeploymentFilterId`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct DeploymentFilterId {
    #[serde(rename = "any_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub any: crate::Field<::std::vec::Vec<::uuid::Uuid>>,
    #[serde(
        rename = "not_any_",
        default,
        skip_serializing_if = "crate::Field::is_absent"
    )]
    pub not_any: crate::Field<::std::vec::Vec<::uuid::Uuid>>,
}
///`DeploymentFilterName`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct DeploymentFilterName {
    #[serde(rename = "any_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub any: crate::Field<::std::vec::Vec<::std::string::String>>,
    #[serde(rename = "like_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub like: crate::Field<::std::string::String>,
}
///`DeploymentFilterPaused`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct DeploymentFilterPaused {
    #[serde(rename = "eq_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub eq: crate::Field<bool>,
}
///`DeploymentFilterTags`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct DeploymentFilterTags {
    #[serde(rename = "all_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub all: crate::Field<::std::vec::Vec<::std::string::String>>,
    #[serde(rename = "any_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub any: crate::Field<::std::vec::Vec<::std::string::String>>,
    #[serde(
        rename = "is_null_",
        default,
        skip_serializing_if = "crate::Field::is_absent"
    )]
    pub is_null: crate::Field<bool>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub operator: ::std::option::Option<Operator>,
}
///`DeploymentFilterWorkQueueName`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct DeploymentFilterWorkQueueName {
    #[serde(rename = "any_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub any: crate::Field<::std::vec::Vec<::std::string::String>>,
}
///`DeploymentFlowRunCreate`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct DeploymentFlowRunCreate {
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub context: ::std::option::Option<
        ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    >,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub empirical_policy: ::std::option::Option<FlowRunPolicy>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub enforce_parameter_schema: crate::Field<bool>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub idempotency_key: crate::Field<::std::string::String>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub infrastructure_document_id: crate::Field<::uuid::Uuid>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub job_variables: crate::Field<
        ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    >,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub labels: crate::Field<
        ::indexmap::IndexMap<::std::string::String, DeploymentFlowRunCreateLabelsValue>,
    >,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub name: ::std::option::Option<::std::string::String>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub parameters: ::std::option::Option<
        ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    >,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub parent_task_run_id: crate::Field<::uuid::Uuid>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub state: crate::Field<StateCreate>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub tags: ::std::option::Option<::std::vec::Vec<::std::string::String>>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub work_queue_name: crate::Field<::std::string::String>,
}
///`DeploymentFlowRunCreateLabelsValue`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum DeploymentFlowRunCreateLabelsValue {
    Boolean(bool),
    Integer(i64),
    Number(f64),
    String(::std::string::String),
}
impl ::std::fmt::Display for DeploymentFlowRunCreateLabelsValue {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match self {
            Self::Boolean(x) => x.fmt(f),
            Self::Integer(x) => x.fmt(f),
            Self::Number(x) => x.fmt(f),
            Self::String(x) => x.fmt(f),
        }
    }
}
impl ::std::convert::From<bool> for DeploymentFlowRunCreateLabelsValue {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}
impl ::std::convert::From<i64> for DeploymentFlowRunCreateLabelsValue {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}
impl ::std::convert::From<f64> for DeploymentFlowRunCreateLabelsValue {
    fn from(value: f64) -> Self {
        Self::Number(value)
    }
}
///`DeploymentOrFlowNameFilter`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct DeploymentOrFlowNameFilter {
    #[serde(rename = "like_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub like: crate::Field<::std::string::String>,
}
///`DeploymentPaginationResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct DeploymentPaginationResponse {
    pub count: i64,
    pub limit: i64,
    pub page: i64,
    pub pages: i64,
    pub results: ::std::vec::Vec<DeploymentResponse>,
}
///`DeploymentResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct DeploymentResponse {
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub concurrency_limit: ::std::option::Option<i64>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub concurrency_options: ::std::option::Option<ConcurrencyOptions>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub created: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub created_by: ::std::option::Option<CreatedBy>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub description: ::std::option::Option<::std::string::String>,
    pub enforce_parameter_schema: bool,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub entrypoint: ::std::option::Option<::std::string::String>,
    pub flow_id: ::uuid::Uuid,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub global_concurrency_limit: ::std::option::Option<GlobalConcurrencyLimitResponse>,
    pub id: ::uuid::Uuid,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub infrastructure_document_id: ::std::option::Option<::uuid::Uuid>,
    pub job_variables: ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    pub labels: ::indexmap::IndexMap<
        ::std::string::String,
        DeploymentResponseLabelsValue,
    >,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub last_polled: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
    pub name: ::std::string::String,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub parameter_openapi_schema: ::std::option::Option<
        ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    >,
    pub parameters: ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub path: ::std::option::Option<::std::string::String>,
    pub paused: bool,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub pull_steps: ::std::option::Option<
        ::std::vec::Vec<::serde_json::Map<::std::string::String, ::serde_json::Value>>,
    >,
    pub schedules: ::std::vec::Vec<DeploymentSchedule>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub status: ::std::option::Option<DeploymentStatus>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub storage_document_id: ::std::option::Option<::uuid::Uuid>,
    pub tags: ::std::vec::Vec<::std::string::String>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub updated: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub updated_by: ::std::option::Option<UpdatedBy>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub version: ::std::option::Option<::std::string::String>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub work_pool_name: ::std::option::Option<::std::string::String>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub work_queue_id: ::std::option::Option<::uuid::Uuid>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub work_queue_name: ::std::option::Option<::std::string::String>,
}
///`DeploymentResponseLabelsValue`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum DeploymentResponseLabelsValue {
    Boolean(bool),
    Integer(i64),
    Number(f64),
    String(::std::string::String),
}
impl ::std::fmt::Display for DeploymentResponseLabelsValue {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match self {
            Self::Boolean(x) => x.fmt(f),
            Self::Integer(x) => x.fmt(f),
            Self::Number(x) => x.fmt(f),
            Self::String(x) => x.fmt(f),
        }
    }
}
impl ::std::convert::From<bool> for DeploymentResponseLabelsValue {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}
impl ::std::convert::From<i64> for DeploymentResponseLabelsValue {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}
impl ::std::convert::From<f64> for DeploymentResponseLabelsValue {
    fn from(value: f64) -> Self {
        Self::Number(value)
    }
}
///`DeploymentSchedule`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct DeploymentSchedule {
    pub active: bool,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub created: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub deployment_id: ::std::option::Option<::uuid::Uuid>,
    pub id: ::uuid::Uuid,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub max_scheduled_runs: ::std::option::Option<i64>,
    pub parameters: ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    pub schedule: DeploymentScheduleSchedule,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub slug: ::std::option::Option<::std::string::String>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub updated: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
}
///`DeploymentScheduleCreate`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct DeploymentScheduleCreate {
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub active: ::std::option::Option<bool>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub max_scheduled_runs: crate::Field<i64>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub parameters: ::std::option::Option<
        ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    >,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub replaces: crate::Field<::std::string::String>,
    pub schedule: DeploymentScheduleCreateSchedule,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub slug: crate::Field<::std::string::String>,
}
///`DeploymentScheduleCreateSchedule`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum DeploymentScheduleCreateSchedule {
    IntervalScheduleInput(IntervalScheduleInput),
    CronSchedule(CronSchedule),
    RRuleSchedule(RRuleSchedule),
}
impl ::std::convert::From<IntervalScheduleInput> for DeploymentScheduleCreateSchedule {
    fn from(value: IntervalScheduleInput) -> Self {
        Self::IntervalScheduleInput(value)
    }
}
impl ::std::convert::From<CronSchedule> for DeploymentScheduleCreateSchedule {
    fn from(value: CronSchedule) -> Self {
        Self::CronSchedule(value)
    }
}
impl ::std::convert::From<RRuleSchedule> for DeploymentScheduleCreateSchedule {
    fn from(value: RRuleSchedule) -> Self {
        Self::RRuleSchedule(value)
    }
}
///`DeploymentScheduleSchedule`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum DeploymentScheduleSchedule {
    IntervalScheduleOutput(IntervalScheduleOutput),
    CronSchedule(CronSchedule),
    RRuleSchedule(RRuleSchedule),
}
impl ::std::convert::From<IntervalScheduleOutput> for DeploymentScheduleSchedule {
    fn from(value: IntervalScheduleOutput) -> Self {
        Self::IntervalScheduleOutput(value)
    }
}
impl ::std::convert::From<CronSchedule> for DeploymentScheduleSchedule {
    fn from(value: CronSchedule) -> Self {
        Self::CronSchedule(value)
    }
}
impl ::std::convert::From<RRuleSchedule> for DeploymentScheduleSchedule {
    fn from(value: RRuleSchedule) -> Self {
        Self::RRuleSchedule(value)
    }
}
///`DeploymentScheduleUpdate`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct DeploymentScheduleUpdate {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub active: crate::Field<bool>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub max_scheduled_runs: crate::Field<i64>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub parameters: ::std::option::Option<
        ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    >,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub replaces: crate::Field<::std::string::String>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub schedule: crate::Field<DeploymentScheduleUpdateSchedule>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub slug: crate::Field<::std::string::String>,
}
///`DeploymentScheduleUpdateSchedule`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum DeploymentScheduleUpdateSchedule {
    IntervalScheduleInput(IntervalScheduleInput),
    CronSchedule(CronSchedule),
    RRuleSchedule(RRuleSchedule),
}
impl ::std::convert::From<IntervalScheduleInput> for DeploymentScheduleUpdateSchedule {
    fn from(value: IntervalScheduleInput) -> Self {
        Self::IntervalScheduleInput(value)
    }
}
impl ::std::convert::From<CronSchedule> for DeploymentScheduleUpdateSchedule {
    fn from(value: CronSchedule) -> Self {
        Self::CronSchedule(value)
    }
}
impl ::std::convert::From<RRuleSchedule> for DeploymentScheduleUpdateSchedule {
    fn from(value: RRuleSchedule) -> Self {
        Self::RRuleSchedule(value)
    }
}
///`DeploymentSort`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum DeploymentSort {
    #[serde(rename = "CREATED_DESC")]
    CreatedDesc,
    #[serde(rename = "UPDATED_DESC")]
    UpdatedDesc,
    #[serde(rename = "NAME_ASC")]
    NameAsc,
    #[serde(rename = "NAME_DESC")]
    NameDesc,
}
impl ::std::fmt::Display for DeploymentSort {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::CreatedDesc => f.write_str("CREATED_DESC"),
            Self::UpdatedDesc => f.write_str("UPDATED_DESC"),
            Self::NameAsc => f.write_str("NAME_ASC"),
            Self::NameDesc => f.write_str("NAME_DESC"),
        }
    }
}
impl ::std::str::FromStr for DeploymentSort {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "CREATED_DESC" => Ok(Self::CreatedDesc),
            "UPDATED_DESC" => Ok(Self::UpdatedDesc),
            "NAME_ASC" => Ok(Self::NameAsc),
            "NAME_DESC" => Ok(Self::NameDesc),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for DeploymentSort {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for DeploymentSort {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`DeploymentStatus`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum DeploymentStatus {
    #[serde(rename = "READY")]
    Ready,
    #[serde(rename = "NOT_READY")]
    NotReady,
}
impl ::std::fmt::Display for DeploymentStatus {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::Ready => f.write_str("READY"),
            Self::NotReady => f.write_str("NOT_READY"),
        }
    }
}
impl ::std::str::FromStr for DeploymentStatus {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "READY" => Ok(Self::Ready),
            "NOT_READY" => Ok(Self::NotReady),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for DeploymentStatus {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for DeploymentStatus {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`DeploymentUpdate`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct DeploymentUpdate {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub concurrency_limit: crate::Field<i64>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub concurrency_options: crate::Field<ConcurrencyOptions>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub description: crate::Field<::std::string::String>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub enforce_parameter_schema: crate::Field<bool>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub entrypoint: crate::Field<::std::string::String>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub global_concurrency_limit_id: crate::Field<::uuid::Uuid>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub infrastructure_document_id: crate::Field<::uuid::Uuid>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub job_variables: crate::Field<
        ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    >,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub parameter_openapi_schema: crate::Field<
        ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    >,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub parameters: crate::Field<
        ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    >,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub path: crate::Field<::std::string::String>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub paused: ::std::option::Option<bool>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub pull_steps: crate::Field<
        ::std::vec::Vec<::serde_json::Map<::std::string::String, ::serde_json::Value>>,
    >,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub schedules: ::std::option::Option<::std::vec::Vec<DeploymentScheduleUpdate>>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub storage_document_id: crate::Field<::uuid::Uuid>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub tags: ::std::option::Option<::std::vec::Vec<::std::string::String>>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub version: crate::Field<::std::string::String>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub version_info: crate::Field<VersionInfo>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub work_pool_name: crate::Field<::std::string::String>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub work_queue_name: crate::Field<::std::string::String>,
}
///`DoNothing`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct DoNothing {
    #[serde(rename = "type")]
    pub type_: DoNothingType,
}
///`DoNothingType`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum DoNothingType {
    #[serde(rename = "do-nothing")]
    DoNothing,
}
impl ::std::fmt::Display for DoNothingType {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::DoNothing => f.write_str("do-nothing"),
        }
    }
}
impl ::std::str::FromStr for DoNothingType {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "do-nothing" => Ok(Self::DoNothing),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for DoNothingType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for DoNothingType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`Edge`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct Edge {
    pub id: ::uuid::Uuid,
}
///`Error`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
pub struct Error {
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub detail: ::std::option::Option<::serde_json::Value>,
    #[serde(default, skip_serializing_if = "::std::vec::Vec::is_empty")]
    pub exception_detail: ::std::vec::Vec<ErrorDetail>,
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub exception_message: ::std::option::Option<::std::string::String>,
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub request_body: ::std::option::Option<::serde_json::Value>,
}
///`ErrorDetail`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct ErrorDetail {
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub ctx: ::std::option::Option<::serde_json::Value>,
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub input: ::std::option::Option<::serde_json::Value>,
    pub loc: ::std::vec::Vec<::serde_json::Value>,
    pub msg: ::std::string::String,
    #[serde(rename = "type")]
    pub type_: ::std::string::String,
}
///`Event`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct Event {
    pub event: ::std::string::String,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub follows: crate::Field<::uuid::Uuid>,
    pub id: ::uuid::Uuid,
    #[serde(with = "crate::time")]
    pub occurred: ::chrono::DateTime<::chrono::offset::Utc>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub payload: ::std::option::Option<
        ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    >,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub related: ::std::option::Option<::std::vec::Vec<RelatedResource>>,
    pub resource: Resource,
}
///`EventAnyResourceFilter`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct EventAnyResourceFilter {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub id: crate::Field<::std::vec::Vec<::std::string::String>>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub id_prefix: crate::Field<::std::vec::Vec<::std::string::String>>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub labels: crate::Field<ResourceSpecification>,
}
///`EventCount`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct EventCount {
    pub count: i64,
    #[serde(with = "crate::time")]
    pub end_time: ::chrono::DateTime<::chrono::offset::Utc>,
    pub label: ::std::string::String,
    #[serde(with = "crate::time")]
    pub start_time: ::chrono::DateTime<::chrono::offset::Utc>,
    pub value: ::std::string::String,
}
///`EventFilter`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct EventFilter {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub any_resource: crate::Field<EventFilterAnyResource>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub event: crate::Field<EventNameFilter>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub id: ::std::option::Option<EventIdFilter>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub occurred: ::std::option::Option<EventOccurredFilter>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub order: ::std::option::Option<EventOrder>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub related: crate::Field<EventFilterRelated>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub resource: crate::Field<EventResourceFilter>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub text: crate::Field<EventTextFilter>,
}
///`EventFilterAnyResource`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum EventFilterAnyResource {
    EventAnyResourceFilter(EventAnyResourceFilter),
    Array(::std::vec::Vec<EventAnyResourceFilter>),
}
impl ::std::convert::From<EventAnyResourceFilter> for EventFilterAnyResource {
    fn from(value: EventAnyResourceFilter) -> Self {
        Self::EventAnyResourceFilter(value)
    }
}
impl ::std::convert::From<::std::vec::Vec<EventAnyResourceFilter>>
for EventFilterAnyResource {
    fn from(value: ::std::vec::Vec<EventAnyResourceFilter>) -> Self {
        Self::Array(value)
    }
}
///`EventFilterRelated`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum EventFilterRelated {
    EventRelatedFilter(EventRelatedFilter),
    Array(::std::vec::Vec<EventRelatedFilter>),
}
impl ::std::convert::From<EventRelatedFilter> for EventFilterRelated {
    fn from(value: EventRelatedFilter) -> Self {
        Self::EventRelatedFilter(value)
    }
}
impl ::std::convert::From<::std::vec::Vec<EventRelatedFilter>> for EventFilterRelated {
    fn from(value: ::std::vec::Vec<EventRelatedFilter>) -> Self {
        Self::Array(value)
    }
}
///`EventIdFilter`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct EventIdFilter {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub id: crate::Field<::std::vec::Vec<::uuid::Uuid>>,
}
///`EventNameFilter`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct EventNameFilter {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub exclude_name: crate::Field<::std::vec::Vec<::std::string::String>>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub exclude_prefix: crate::Field<::std::vec::Vec<::std::string::String>>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub name: crate::Field<::std::vec::Vec<::std::string::String>>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub prefix: crate::Field<::std::vec::Vec<::std::string::String>>,
}
///`EventOccurredFilter`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct EventOccurredFilter {
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub since: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub until: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
}
///`EventOrder`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum EventOrder {
    #[serde(rename = "ASC")]
    Asc,
    #[serde(rename = "DESC")]
    Desc,
}
impl ::std::fmt::Display for EventOrder {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::Asc => f.write_str("ASC"),
            Self::Desc => f.write_str("DESC"),
        }
    }
}
impl ::std::str::FromStr for EventOrder {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "ASC" => Ok(Self::Asc),
            "DESC" => Ok(Self::Desc),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for EventOrder {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for EventOrder {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`EventPage`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct EventPage {
    pub events: ::std::vec::Vec<ReceivedEvent>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub next_page: ::std::option::Option<::std::string::String>,
    pub total: i64,
}
///`EventRelatedFilter`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct EventRelatedFilter {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub id: crate::Field<::std::vec::Vec<::std::string::String>>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub labels: crate::Field<ResourceSpecification>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub resources_in_roles: crate::Field<
        ::std::vec::Vec<::std::vec::Vec<::std::string::String>>,
    >,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub role: crate::Field<::std::vec::Vec<::std::string::String>>,
}
///`EventResourceFilter`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct EventResourceFilter {
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub distinct: ::std::option::Option<bool>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub id: crate::Field<::std::vec::Vec<::std::string::String>>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub id_prefix: crate::Field<::std::vec::Vec<::std::string::String>>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub labels: crate::Field<ResourceSpecification>,
}
///`EventTextFilter`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct EventTextFilter {
    pub query: ::std::string::String,
}
///`EventTriggerOutput`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct EventTriggerOutput {
    pub after: ::std::vec::Vec<::std::string::String>,
    pub expect: ::std::vec::Vec<::std::string::String>,
    pub for_each: ::std::vec::Vec<::std::string::String>,
    pub id: ::uuid::Uuid,
    #[serde(rename = "match")]
    pub match_: EventTriggerOutputMatch,
    pub match_related: EventTriggerOutputMatchRelated,
    pub posture: EventTriggerOutputPosture,
    pub threshold: i64,
    #[serde(rename = "type")]
    pub type_: EventTriggerOutputType,
    pub within: f64,
}
///`EventTriggerOutputMatch`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum EventTriggerOutputMatch {
    ResourceSpecification(ResourceSpecification),
    Object(
        ::indexmap::IndexMap<::std::string::String, EventTriggerOutputMatchObjectValue>,
    ),
}
impl ::std::convert::From<ResourceSpecification> for EventTriggerOutputMatch {
    fn from(value: ResourceSpecification) -> Self {
        Self::ResourceSpecification(value)
    }
}
impl ::std::convert::From<
    ::indexmap::IndexMap<::std::string::String, EventTriggerOutputMatchObjectValue>,
> for EventTriggerOutputMatch {
    fn from(
        value: ::indexmap::IndexMap<
            ::std::string::String,
            EventTriggerOutputMatchObjectValue,
        >,
    ) -> Self {
        Self::Object(value)
    }
}
///`EventTriggerOutputMatchObjectValue`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum EventTriggerOutputMatchObjectValue {
    String(::std::string::String),
    Array(::std::vec::Vec<::std::string::String>),
}
impl ::std::convert::From<::std::vec::Vec<::std::string::String>>
for EventTriggerOutputMatchObjectValue {
    fn from(value: ::std::vec::Vec<::std::string::String>) -> Self {
        Self::Array(value)
    }
}
///`EventTriggerOutputMatchRelated`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum EventTriggerOutputMatchRelated {
    ResourceSpecification(ResourceSpecification),
    Object(
        ::indexmap::IndexMap<
            ::std::string::String,
            EventTriggerOutputMatchRelatedObjectValue,
        >,
    ),
    Array(::std::vec::Vec<EventTriggerOutputMatchRelatedArrayItem>),
}
impl ::std::convert::From<ResourceSpecification> for EventTriggerOutputMatchRelated {
    fn from(value: ResourceSpecification) -> Self {
        Self::ResourceSpecification(value)
    }
}
impl ::std::convert::From<
    ::indexmap::IndexMap<
        ::std::string::String,
        EventTriggerOutputMatchRelatedObjectValue,
    >,
> for EventTriggerOutputMatchRelated {
    fn from(
        value: ::indexmap::IndexMap<
            ::std::string::String,
            EventTriggerOutputMatchRelatedObjectValue,
        >,
    ) -> Self {
        Self::Object(value)
    }
}
impl ::std::convert::From<::std::vec::Vec<EventTriggerOutputMatchRelatedArrayItem>>
for EventTriggerOutputMatchRelated {
    fn from(value: ::std::vec::Vec<EventTriggerOutputMatchRelatedArrayItem>) -> Self {
        Self::Array(value)
    }
}
///`EventTriggerOutputMatchRelatedArrayItem`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum EventTriggerOutputMatchRelatedArrayItem {
    ResourceSpecification(ResourceSpecification),
    Object(
        ::indexmap::IndexMap<
            ::std::string::String,
            EventTriggerOutputMatchRelatedArrayItemObjectValue,
        >,
    ),
}
impl ::std::convert::From<ResourceSpecification>
for EventTriggerOutputMatchRelatedArrayItem {
    fn from(value: ResourceSpecification) -> Self {
        Self::ResourceSpecification(value)
    }
}
impl ::std::convert::From<
    ::indexmap::IndexMap<
        ::std::string::String,
        EventTriggerOutputMatchRelatedArrayItemObjectValue,
    >,
> for EventTriggerOutputMatchRelatedArrayItem {
    fn from(
        value: ::indexmap::IndexMap<
            ::std::string::String,
            EventTriggerOutputMatchRelatedArrayItemObjectValue,
        >,
    ) -> Self {
        Self::Object(value)
    }
}
///`EventTriggerOutputMatchRelatedArrayItemObjectValue`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum EventTriggerOutputMatchRelatedArrayItemObjectValue {
    String(::std::string::String),
    Array(::std::vec::Vec<::std::string::String>),
}
impl ::std::convert::From<::std::vec::Vec<::std::string::String>>
for EventTriggerOutputMatchRelatedArrayItemObjectValue {
    fn from(value: ::std::vec::Vec<::std::string::String>) -> Self {
        Self::Array(value)
    }
}
///`EventTriggerOutputMatchRelatedObjectValue`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum EventTriggerOutputMatchRelatedObjectValue {
    String(::std::string::String),
    Array(::std::vec::Vec<::std::string::String>),
}
impl ::std::convert::From<::std::vec::Vec<::std::string::String>>
for EventTriggerOutputMatchRelatedObjectValue {
    fn from(value: ::std::vec::Vec<::std::string::String>) -> Self {
        Self::Array(value)
    }
}
///`EventTriggerOutputPosture`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum EventTriggerOutputPosture {
    Reactive,
    Proactive,
}
impl ::std::fmt::Display for EventTriggerOutputPosture {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::Reactive => f.write_str("Reactive"),
            Self::Proactive => f.write_str("Proactive"),
        }
    }
}
impl ::std::str::FromStr for EventTriggerOutputPosture {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "Reactive" => Ok(Self::Reactive),
            "Proactive" => Ok(Self::Proactive),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for EventTriggerOutputPosture {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for EventTriggerOutputPosture {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`EventTriggerOutputType`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum EventTriggerOutputType {
    #[serde(rename = "event")]
    Event,
}
impl ::std::fmt::Display for EventTriggerOutputType {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::Event => f.write_str("event"),
        }
    }
}
impl ::std::str::FromStr for EventTriggerOutputType {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "event" => Ok(Self::Event),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for EventTriggerOutputType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for EventTriggerOutputType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`FilterFlowRunInputBody`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct FilterFlowRunInputBody {
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub exclude_keys: ::std::option::Option<::std::vec::Vec<::std::string::String>>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub limit: ::std::option::Option<i64>,
    pub prefix: ::std::string::String,
}
///`Flow`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct Flow {
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub created: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
    pub id: ::uuid::Uuid,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub labels: ::std::option::Option<
        ::indexmap::IndexMap<::std::string::String, FlowLabelsValue>,
    >,
    pub name: ::std::string::String,
    pub tags: ::std::vec::Vec<::std::string::String>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub updated: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
}
///`FlowBulkDeleteResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct FlowBulkDeleteResponse {
    pub deleted: ::std::vec::Vec<::uuid::Uuid>,
}
///`FlowCreate`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct FlowCreate {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub labels: crate::Field<
        ::indexmap::IndexMap<::std::string::String, FlowCreateLabelsValue>,
    >,
    pub name: ::std::string::String,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub tags: ::std::option::Option<::std::vec::Vec<::std::string::String>>,
}
///`FlowCreateLabelsValue`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum FlowCreateLabelsValue {
    Boolean(bool),
    Integer(i64),
    Number(f64),
    String(::std::string::String),
}
impl ::std::fmt::Display for FlowCreateLabelsValue {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match self {
            Self::Boolean(x) => x.fmt(f),
            Self::Integer(x) => x.fmt(f),
            Self::Number(x) => x.fmt(f),
            Self::String(x) => x.fmt(f),
        }
    }
}
impl ::std::convert::From<bool> for FlowCreateLabelsValue {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}
impl ::std::convert::From<i64> for FlowCreateLabelsValue {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}
impl ::std::convert::From<f64> for FlowCreateLabelsValue {
    fn from(value: f64) -> Self {
        Self::Number(value)
    }
}
///`FlowFilter`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct FlowFilter {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub deployment: crate::Field<FlowFilterDeployment>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub id: crate::Field<FlowFilterId>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub name: crate::Field<FlowFilterName>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub operator: ::std::option::Option<Operator>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub tags: crate::Field<FlowFilterTags>,
}
///`FlowFilterDeployment`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct FlowFilterDeployment {
    #[serde(
        rename = "is_null_",
        default,
        skip_serializing_if = "crate::Field::is_absent"
    )]
    pub is_null: crate::Field<bool>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub operator: ::std::option::Option<Operator>,
}
///`FlowFilterId`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct FlowFilterId {
    #[serde(rename = "any_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub any: crate::Field<::std::vec::Vec<::uuid::Uuid>>,
    #[serde(
        rename = "not_any_",
        default,
        skip_serializing_if = "crate::Field::is_absent"
    )]
    pub not_any: crate::Field<::std::vec::Vec<::uuid::Uuid>>,
}
///`FlowFilterName`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct FlowFilterName {
    #[serde(rename = "any_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub any: crate::Field<::std::vec::Vec<::std::string::String>>,
    #[serde(rename = "like_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub like: crate::Field<::std::string::String>,
}
///`FlowFilterTags`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct FlowFilterTags {
    #[serde(rename = "all_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub all: crate::Field<::std::vec::Vec<::std::string::String>>,
    #[serde(
        rename = "is_null_",
        default,
        skip_serializing_if = "crate::Field::is_absent"
    )]
    pub is_null: crate::Field<bool>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub operator: ::std::option::Option<Operator>,
}
///`FlowLabelsValue`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum FlowLabelsValue {
    Boolean(bool),
    Integer(i64),
    Number(f64),
    String(::std::string::String),
}
impl ::std::fmt::Display for FlowLabelsValue {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match self {
            Self::Boolean(x) => x.fmt(f),
            Self::Integer(x) => x.fmt(f),
            Self::Number(x) => x.fmt(f),
            Self::String(x) => x.fmt(f),
        }
    }
}
impl ::std::convert::From<bool> for FlowLabelsValue {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}
impl ::std::convert::From<i64> for FlowLabelsValue {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}
impl ::std::convert::From<f64> for FlowLabelsValue {
    fn from(value: f64) -> Self {
        Self::Number(value)
    }
}
///`FlowPaginationResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct FlowPaginationResponse {
    pub count: i64,
    pub limit: i64,
    pub page: i64,
    pub pages: i64,
    pub results: ::std::vec::Vec<Flow>,
}
///`FlowRun`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct FlowRun {
    pub auto_scheduled: bool,
    pub context: ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub created: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub created_by: ::std::option::Option<CreatedBy>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub deployment_id: ::std::option::Option<::uuid::Uuid>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub deployment_version: ::std::option::Option<::std::string::String>,
    pub empirical_policy: FlowRunPolicy,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub end_time: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
    pub estimated_run_time: f64,
    pub estimated_start_time_delta: f64,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub expected_start_time: ::std::option::Option<
        ::chrono::DateTime<::chrono::offset::Utc>,
    >,
    pub flow_id: ::uuid::Uuid,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub flow_version: ::std::option::Option<::std::string::String>,
    pub id: ::uuid::Uuid,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub idempotency_key: ::std::option::Option<::std::string::String>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub infrastructure_document_id: ::std::option::Option<::uuid::Uuid>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub infrastructure_pid: ::std::option::Option<::std::string::String>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub job_variables: ::std::option::Option<
        ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    >,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub labels: ::std::option::Option<
        ::indexmap::IndexMap<::std::string::String, FlowRunLabelsValue>,
    >,
    pub name: ::std::string::String,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub next_scheduled_start_time: ::std::option::Option<
        ::chrono::DateTime<::chrono::offset::Utc>,
    >,
    pub parameters: ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub parent_task_run_id: ::std::option::Option<::uuid::Uuid>,
    pub run_count: i64,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub start_time: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub state: ::std::option::Option<State>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub state_id: ::std::option::Option<::uuid::Uuid>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub state_name: ::std::option::Option<::std::string::String>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub state_type: ::std::option::Option<StateType>,
    pub tags: ::std::vec::Vec<::std::string::String>,
    pub total_run_time: f64,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub updated: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub work_queue_id: ::std::option::Option<::uuid::Uuid>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub work_queue_name: ::std::option::Option<::std::string::String>,
}
///`FlowRunBulkCreateResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct FlowRunBulkCreateResponse {
    pub results: ::std::vec::Vec<FlowRunCreateResult>,
}
///`FlowRunBulkDeleteResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct FlowRunBulkDeleteResponse {
    pub deleted: ::std::vec::Vec<::uuid::Uuid>,
}
///`FlowRunBulkSetStateResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct FlowRunBulkSetStateResponse {
    pub results: ::std::vec::Vec<FlowRunOrchestrationResult>,
}
///`FlowRunCreate`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct FlowRunCreate {
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub context: ::std::option::Option<
        ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    >,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub deployment_id: crate::Field<::uuid::Uuid>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub empirical_policy: ::std::option::Option<FlowRunPolicy>,
    pub flow_id: ::uuid::Uuid,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub flow_version: crate::Field<::std::string::String>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub idempotency_key: crate::Field<::std::string::String>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub infrastructure_document_id: crate::Field<::uuid::Uuid>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub job_variables: crate::Field<
        ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    >,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub labels: crate::Field<
        ::indexmap::IndexMap<::std::string::String, FlowRunCreateLabelsValue>,
    >,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub name: ::std::option::Option<::std::string::String>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub parameters: ::std::option::Option<
        ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    >,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub parent_task_run_id: crate::Field<::uuid::Uuid>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub state: crate::Field<StateCreate>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub tags: ::std::option::Option<::std::vec::Vec<::std::string::String>>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub work_pool_name: crate::Field<::std::string::String>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub work_queue_name: crate::Field<::std::string::String>,
}
///`FlowRunCreateLabelsValue`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum FlowRunCreateLabelsValue {
    Boolean(bool),
    Integer(i64),
    Number(f64),
    String(::std::string::String),
}
impl ::std::fmt::Display for FlowRunCreateLabelsValue {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match self {
            Self::Boolean(x) => x.fmt(f),
            Self::Integer(x) => x.fmt(f),
            Self::Number(x) => x.fmt(f),
            Self::String(x) => x.fmt(f),
        }
    }
}
impl ::std::convert::From<bool> for FlowRunCreateLabelsValue {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}
impl ::std::convert::From<i64> for FlowRunCreateLabelsValue {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}
impl ::std::convert::From<f64> for FlowRunCreateLabelsValue {
    fn from(value: f64) -> Self {
        Self::Number(value)
    }
}
///`FlowRunCreateResult`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct FlowRunCreateResult {
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub error: ::std::option::Option<::std::string::String>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub flow_run_id: ::std::option::Option<::uuid::Uuid>,
    pub status: FlowRunCreateResultStatus,
}
///`FlowRunCreateResultStatus`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum FlowRunCreateResultStatus {
    #[serde(rename = "CREATED")]
    Created,
    #[serde(rename = "FAILED")]
    Failed,
}
impl ::std::fmt::Display for FlowRunCreateResultStatus {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::Created => f.write_str("CREATED"),
            Self::Failed => f.write_str("FAILED"),
        }
    }
}
impl ::std::str::FromStr for FlowRunCreateResultStatus {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "CREATED" => Ok(Self::Created),
            "FAILED" => Ok(Self::Failed),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for FlowRunCreateResultStatus {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for FlowRunCreateResultStatus {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`FlowRunFilter`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct FlowRunFilter {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub created_by: crate::Field<FlowRunFilterCreatedBy>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub deployment_id: crate::Field<FlowRunFilterDeploymentId>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub end_time: crate::Field<FlowRunFilterEndTime>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub expected_start_time: crate::Field<FlowRunFilterExpectedStartTime>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub flow_version: crate::Field<FlowRunFilterFlowVersion>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub id: crate::Field<FlowRunFilterId>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub idempotency_key: crate::Field<FlowRunFilterIdempotencyKey>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub name: crate::Field<FlowRunFilterName>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub next_scheduled_start_time: crate::Field<FlowRunFilterNextScheduledStartTime>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub operator: ::std::option::Option<Operator>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub parent_flow_run_id: crate::Field<FlowRunFilterParentFlowRunId>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub parent_task_run_id: crate::Field<FlowRunFilterParentTaskRunId>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub start_time: crate::Field<FlowRunFilterStartTime>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub state: crate::Field<FlowRunFilterState>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub tags: crate::Field<FlowRunFilterTags>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub work_queue_name: crate::Field<FlowRunFilterWorkQueueName>,
}
///`FlowRunFilterCreatedBy`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct FlowRunFilterCreatedBy {
    #[serde(rename = "id_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub id: crate::Field<::std::vec::Vec<::uuid::Uuid>>,
    #[serde(
        rename = "is_null_",
        default,
        skip_serializing_if = "crate::Field::is_absent"
    )]
    pub is_null: crate::Field<bool>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub operator: ::std::option::Option<Operator>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub type_: crate::Field<::std::vec::Vec<::std::string::String>>,
}
///`FlowRunFilterDeploymentId`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct FlowRunFilterDeploymentId {
    #[serde(rename = "any_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub any: crate::Field<::std::vec::Vec<::uuid::Uuid>>,
    #[serde(
        rename = "is_null_",
        default,
        skip_serializing_if = "crate::Field::is_absent"
    )]
    pub is_null: crate::Field<bool>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub operator: ::std::option::Option<Operator>,
}
///`FlowRunFilterEndTime`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct FlowRunFilterEndTime {
    #[serde(rename = "after_", default, skip_serializing_if = "crate::Field::is_absent")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub after: crate::Field<::chrono::DateTime<::chrono::offset::Utc>>,
    #[serde(
        rename = "before_",
        default,
        skip_serializing_if = "crate::Field::is_absent"
    )]
    #[serde(serialize_with = "crate::time::serialize")]
    pub before: crate::Field<::chrono::DateTime<::chrono::offset::Utc>>,
    #[serde(
        rename = "is_null_",
        default,
        skip_serializing_if = "crate::Field::is_absent"
    )]
    pub is_null: crate::Field<bool>,
}
///`FlowRunFilterExpectedStartTime`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct FlowRunFilterExpectedStartTime {
    #[serde(rename = "after_", default, skip_serializing_if = "crate::Field::is_absent")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub after: crate::Field<::chrono::DateTime<::chrono::offset::Utc>>,
    #[serde(
        rename = "before_",
        default,
        skip_serializing_if = "crate::Field::is_absent"
    )]
    #[serde(serialize_with = "crate::time::serialize")]
    pub before: crate::Field<::chrono::DateTime<::chrono::offset::Utc>>,
}
///`FlowRunFilterFlowVersion`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct FlowRunFilterFlowVersion {
    #[serde(rename = "any_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub any: crate::Field<::std::vec::Vec<::std::string::String>>,
}
///`FlowRunFilterId`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct FlowRunFilterId {
    #[serde(rename = "any_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub any: crate::Field<::std::vec::Vec<::uuid::Uuid>>,
    #[serde(
        rename = "not_any_",
        default,
        skip_serializing_if = "crate::Field::is_absent"
    )]
    pub not_any: crate::Field<::std::vec::Vec<::uuid::Uuid>>,
}
///`FlowRunFilterIdempotencyKey`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct FlowRunFilterIdempotencyKey {
    #[serde(rename = "any_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub any: crate::Field<::std::vec::Vec<::std::string::String>>,
    #[serde(
        rename = "not_any_",
        default,
        skip_serializing_if = "crate::Field::is_absent"
    )]
    pub not_any: crate::Field<::std::vec::Vec<::std::string::String>>,
}
///`FlowRunFilterName`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct FlowRunFilterName {
    #[serde(rename = "any_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub any: crate::Field<::std::vec::Vec<::std::string::String>>,
    #[serde(rename = "like_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub like: crate::Field<::std::string::String>,
}
///`FlowRunFilterNextScheduledStartTime`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct FlowRunFilterNextScheduledStartTime {
    #[serde(rename = "after_", default, skip_serializing_if = "crate::Field::is_absent")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub after: crate::Field<::chrono::DateTime<::chrono::offset::Utc>>,
    #[serde(
        rename = "before_",
        default,
        skip_serializing_if = "crate::Field::is_absent"
    )]
    #[serde(serialize_with = "crate::time::serialize")]
    pub before: crate::Field<::chrono::DateTime<::chrono::offset::Utc>>,
}
///`FlowRunFilterParentFlowRunId`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct FlowRunFilterParentFlowRunId {
    #[serde(rename = "any_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub any: crate::Field<::std::vec::Vec<::uuid::Uuid>>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub operator: ::std::option::Option<Operator>,
}
///`FlowRunFilterParentTaskRunId`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct FlowRunFilterParentTaskRunId {
    #[serde(rename = "any_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub any: crate::Field<::std::vec::Vec<::uuid::Uuid>>,
    #[serde(
        rename = "is_null_",
        default,
        skip_serializing_if = "crate::Field::is_absent"
    )]
    pub is_null: crate::Field<bool>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub operator: ::std::option::Option<Operator>,
}
///`FlowRunFilterStartTime`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct FlowRunFilterStartTime {
    #[serde(rename = "after_", default, skip_serializing_if = "crate::Field::is_absent")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub after: crate::Field<::chrono::DateTime<::chrono::offset::Utc>>,
    #[serde(
        rename = "before_",
        default,
        skip_serializing_if = "crate::Field::is_absent"
    )]
    #[serde(serialize_with = "crate::time::serialize")]
    pub before: crate::Field<::chrono::DateTime<::chrono::offset::Utc>>,
    #[serde(
        rename = "is_null_",
        default,
        skip_serializing_if = "crate::Field::is_absent"
    )]
    pub is_null: crate::Field<bool>,
}
///`FlowRunFilterState`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct FlowRunFilterState {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub name: crate::Field<FlowRunFilterStateName>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub operator: ::std::option::Option<Operator>,
    #[serde(rename = "type", default, skip_serializing_if = "crate::Field::is_absent")]
    pub type_: crate::Field<FlowRunFilterStateType>,
}
///`FlowRunFilterStateName`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct FlowRunFilterStateName {
    #[serde(rename = "any_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub any: crate::Field<::std::vec::Vec<::std::string::String>>,
    #[serde(
        rename = "not_any_",
        default,
        skip_serializing_if = "crate::Field::is_absent"
    )]
    pub not_any: crate::Field<::std::vec::Vec<::std::string::String>>,
}
///`FlowRunFilterStateType`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct FlowRunFilterStateType {
    #[serde(rename = "any_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub any: crate::Field<::std::vec::Vec<StateType>>,
    #[serde(
        rename = "not_any_",
        default,
        skip_serializing_if = "crate::Field::is_absent"
    )]
    pub not_any: crate::Field<::std::vec::Vec<StateType>>,
}
///`FlowRunFilterTags`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct FlowRunFilterTags {
    #[serde(rename = "all_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub all: crate::Field<::std::vec::Vec<::std::string::String>>,
    #[serde(rename = "any_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub any: crate::Field<::std::vec::Vec<::std::string::String>>,
    #[serde(
        rename = "is_null_",
        default,
        skip_serializing_if = "crate::Field::is_absent"
    )]
    pub is_null: crate::Field<bool>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub operator: ::std::option::Option<Operator>,
}
///`FlowRunFilterWorkQueueName`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct FlowRunFilterWorkQueueName {
    #[serde(rename = "any_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub any: crate::Field<::std::vec::Vec<::std::string::String>>,
    #[serde(
        rename = "is_null_",
        default,
        skip_serializing_if = "crate::Field::is_absent"
    )]
    pub is_null: crate::Field<bool>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub operator: ::std::option::Option<Operator>,
}
///`FlowRunHistoryBody`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct FlowRunHistoryBody {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub deployments: crate::Field<DeploymentFilter>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub flow_runs: crate::Field<FlowRunFilter>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub flows: crate::Field<FlowFilter>,
    #[serde(with = "crate::time")]
    pub history_end: ::chrono::DateTime<::chrono::offset::Utc>,
    pub history_interval_seconds: f64,
    #[serde(with = "crate::time")]
    pub history_start: ::chrono::DateTime<::chrono::offset::Utc>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub task_runs: crate::Field<TaskRunFilter>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub work_pools: crate::Field<WorkPoolFilter>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub work_queues: crate::Field<WorkQueueFilter>,
}
///`FlowRunInput`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct FlowRunInput {
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub created: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
    pub flow_run_id: ::uuid::Uuid,
    pub id: ::uuid::Uuid,
    pub key: ::std::string::String,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub sender: ::std::option::Option<::std::string::String>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub updated: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
    pub value: ::std::string::String,
}
///`FlowRunLabelsValue`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum FlowRunLabelsValue {
    Boolean(bool),
    Integer(i64),
    Number(f64),
    String(::std::string::String),
}
impl ::std::fmt::Display for FlowRunLabelsValue {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match self {
            Self::Boolean(x) => x.fmt(f),
            Self::Integer(x) => x.fmt(f),
            Self::Number(x) => x.fmt(f),
            Self::String(x) => x.fmt(f),
        }
    }
}
impl ::std::convert::From<bool> for FlowRunLabelsValue {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}
impl ::std::convert::From<i64> for FlowRunLabelsValue {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}
impl ::std::convert::From<f64> for FlowRunLabelsValue {
    fn from(value: f64) -> Self {
        Self::Number(value)
    }
}
///`FlowRunOrchestrationResult`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct FlowRunOrchestrationResult {
    pub details: FlowRunOrchestrationResultDetails,
    pub flow_run_id: ::uuid::Uuid,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub state: ::std::option::Option<State>,
    pub status: SetStateStatus,
}
///`FlowRunOrchestrationResultDetails`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum FlowRunOrchestrationResultDetails {
    AcceptDetails(StateAcceptDetails),
    WaitDetails(StateWaitDetails),
    RejectDetails(StateRejectDetails),
    AbortDetails(StateAbortDetails),
}
impl ::std::convert::From<StateAcceptDetails> for FlowRunOrchestrationResultDetails {
    fn from(value: StateAcceptDetails) -> Self {
        Self::AcceptDetails(value)
    }
}
impl ::std::convert::From<StateWaitDetails> for FlowRunOrchestrationResultDetails {
    fn from(value: StateWaitDetails) -> Self {
        Self::WaitDetails(value)
    }
}
impl ::std::convert::From<StateRejectDetails> for FlowRunOrchestrationResultDetails {
    fn from(value: StateRejectDetails) -> Self {
        Self::RejectDetails(value)
    }
}
impl ::std::convert::From<StateAbortDetails> for FlowRunOrchestrationResultDetails {
    fn from(value: StateAbortDetails) -> Self {
        Self::AbortDetails(value)
    }
}
///`FlowRunPaginationResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct FlowRunPaginationResponse {
    pub count: i64,
    pub limit: i64,
    pub page: i64,
    pub pages: i64,
    pub results: ::std::vec::Vec<FlowRunResponse>,
}
///`FlowRunPolicy`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
pub struct FlowRunPolicy {
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub max_retries: ::std::option::Option<i64>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub pause_keys: crate::Field<::std::vec::Vec<::std::string::String>>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub resuming: crate::Field<bool>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub retries: crate::Field<i64>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub retry_delay: crate::Field<i64>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub retry_delay_seconds: ::std::option::Option<f64>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub retry_type: crate::Field<FlowRunPolicyRetryType>,
}
///`FlowRunPolicyRetryType`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum FlowRunPolicyRetryType {
    #[serde(rename = "in_process")]
    InProcess,
    #[serde(rename = "reschedule")]
    Reschedule,
}
impl ::std::fmt::Display for FlowRunPolicyRetryType {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::InProcess => f.write_str("in_process"),
            Self::Reschedule => f.write_str("reschedule"),
        }
    }
}
impl ::std::str::FromStr for FlowRunPolicyRetryType {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "in_process" => Ok(Self::InProcess),
            "reschedule" => Ok(Self::Reschedule),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for FlowRunPolicyRetryType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for FlowRunPolicyRetryType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`FlowRunResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct FlowRunResponse {
    pub auto_scheduled: bool,
    pub context: ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub created: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub created_by: ::std::option::Option<CreatedBy>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub deployment_id: ::std::option::Option<::uuid::Uuid>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub deployment_version: ::std::option::Option<::std::string::String>,
    pub empirical_policy: FlowRunPolicy,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub end_time: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
    pub estimated_run_time: f64,
    pub estimated_start_time_delta: f64,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub expected_start_time: ::std::option::Option<
        ::chrono::DateTime<::chrono::offset::Utc>,
    >,
    pub flow_id: ::uuid::Uuid,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub flow_version: ::std::option::Option<::std::string::String>,
    pub id: ::uuid::Uuid,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub idempotency_key: ::std::option::Option<::std::string::String>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub infrastructure_document_id: ::std::option::Option<::uuid::Uuid>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub infrastructure_pid: ::std::option::Option<::std::string::String>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub job_variables: ::std::option::Option<
        ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    >,
    pub labels: ::indexmap::IndexMap<::std::string::String, FlowRunResponseLabelsValue>,
    pub name: ::std::string::String,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub next_scheduled_start_time: ::std::option::Option<
        ::chrono::DateTime<::chrono::offset::Utc>,
    >,
    pub parameters: ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub parent_task_run_id: ::std::option::Option<::uuid::Uuid>,
    pub run_count: i64,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub start_time: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub state: ::std::option::Option<State>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub state_id: ::std::option::Option<::uuid::Uuid>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub state_name: ::std::option::Option<::std::string::String>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub state_type: ::std::option::Option<StateType>,
    pub tags: ::std::vec::Vec<::std::string::String>,
    pub total_run_time: f64,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub updated: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub work_pool_id: ::std::option::Option<::uuid::Uuid>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub work_pool_name: ::std::option::Option<::std::string::String>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub work_queue_id: ::std::option::Option<::uuid::Uuid>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub work_queue_name: ::std::option::Option<::std::string::String>,
}
///`FlowRunResponseLabelsValue`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum FlowRunResponseLabelsValue {
    Boolean(bool),
    Integer(i64),
    Number(f64),
    String(::std::string::String),
}
impl ::std::fmt::Display for FlowRunResponseLabelsValue {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match self {
            Self::Boolean(x) => x.fmt(f),
            Self::Integer(x) => x.fmt(f),
            Self::Number(x) => x.fmt(f),
            Self::String(x) => x.fmt(f),
        }
    }
}
impl ::std::convert::From<bool> for FlowRunResponseLabelsValue {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}
impl ::std::convert::From<i64> for FlowRunResponseLabelsValue {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}
impl ::std::convert::From<f64> for FlowRunResponseLabelsValue {
    fn from(value: f64) -> Self {
        Self::Number(value)
    }
}
///`FlowRunResult`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct FlowRunResult {
    pub id: ::uuid::Uuid,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub input_type: ::std::option::Option<FlowRunResultInputType>,
}
///`FlowRunResultInputType`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum FlowRunResultInputType {
    #[serde(rename = "flow_run")]
    FlowRun,
}
impl ::std::fmt::Display for FlowRunResultInputType {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::FlowRun => f.write_str("flow_run"),
        }
    }
}
impl ::std::str::FromStr for FlowRunResultInputType {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "flow_run" => Ok(Self::FlowRun),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for FlowRunResultInputType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for FlowRunResultInputType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`FlowRunSlotSummary`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct FlowRunSlotSummary {
    pub id: ::uuid::Uuid,
    pub name: ::std::string::String,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub start_time: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub state_name: ::std::option::Option<::std::string::String>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub state_timestamp: ::std::option::Option<
        ::chrono::DateTime<::chrono::offset::Utc>,
    >,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub state_type: ::std::option::Option<StateType>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub time_in_current_state: ::std::option::Option<f64>,
}
///`FlowRunSort`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum FlowRunSort {
    #[serde(rename = "ID_DESC")]
    IdDesc,
    #[serde(rename = "START_TIME_ASC")]
    StartTimeAsc,
    #[serde(rename = "START_TIME_DESC")]
    StartTimeDesc,
    #[serde(rename = "EXPECTED_START_TIME_ASC")]
    ExpectedStartTimeAsc,
    #[serde(rename = "EXPECTED_START_TIME_DESC")]
    ExpectedStartTimeDesc,
    #[serde(rename = "NAME_ASC")]
    NameAsc,
    #[serde(rename = "NAME_DESC")]
    NameDesc,
    #[serde(rename = "NEXT_SCHEDULED_START_TIME_ASC")]
    NextScheduledStartTimeAsc,
    #[serde(rename = "END_TIME_DESC")]
    EndTimeDesc,
}
impl ::std::fmt::Display for FlowRunSort {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::IdDesc => f.write_str("ID_DESC"),
            Self::StartTimeAsc => f.write_str("START_TIME_ASC"),
            Self::StartTimeDesc => f.write_str("START_TIME_DESC"),
            Self::ExpectedStartTimeAsc => f.write_str("EXPECTED_START_TIME_ASC"),
            Self::ExpectedStartTimeDesc => f.write_str("EXPECTED_START_TIME_DESC"),
            Self::NameAsc => f.write_str("NAME_ASC"),
            Self::NameDesc => f.write_str("NAME_DESC"),
            Self::NextScheduledStartTimeAsc => {
                f.write_str("NEXT_SCHEDULED_START_TIME_ASC")
            }
            Self::EndTimeDesc => f.write_str("END_TIME_DESC"),
        }
    }
}
impl ::std::str::FromStr for FlowRunSort {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "ID_DESC" => Ok(Self::IdDesc),
            "START_TIME_ASC" => Ok(Self::StartTimeAsc),
            "START_TIME_DESC" => Ok(Self::StartTimeDesc),
            "EXPECTED_START_TIME_ASC" => Ok(Self::ExpectedStartTimeAsc),
            "EXPECTED_START_TIME_DESC" => Ok(Self::ExpectedStartTimeDesc),
            "NAME_ASC" => Ok(Self::NameAsc),
            "NAME_DESC" => Ok(Self::NameDesc),
            "NEXT_SCHEDULED_START_TIME_ASC" => Ok(Self::NextScheduledStartTimeAsc),
            "END_TIME_DESC" => Ok(Self::EndTimeDesc),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for FlowRunSort {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for FlowRunSort {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`FlowRunUpdate`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct FlowRunUpdate {
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub empirical_policy: ::std::option::Option<FlowRunPolicy>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub flow_version: crate::Field<::std::string::String>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub infrastructure_pid: crate::Field<::std::string::String>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub job_variables: crate::Field<
        ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    >,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub name: crate::Field<::std::string::String>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub parameters: ::std::option::Option<
        ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    >,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub tags: ::std::option::Option<::std::vec::Vec<::std::string::String>>,
}
///`FlowSort`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum FlowSort {
    #[serde(rename = "CREATED_DESC")]
    CreatedDesc,
    #[serde(rename = "UPDATED_DESC")]
    UpdatedDesc,
    #[serde(rename = "NAME_ASC")]
    NameAsc,
    #[serde(rename = "NAME_DESC")]
    NameDesc,
}
impl ::std::fmt::Display for FlowSort {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::CreatedDesc => f.write_str("CREATED_DESC"),
            Self::UpdatedDesc => f.write_str("UPDATED_DESC"),
            Self::NameAsc => f.write_str("NAME_ASC"),
            Self::NameDesc => f.write_str("NAME_DESC"),
        }
    }
}
impl ::std::str::FromStr for FlowSort {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "CREATED_DESC" => Ok(Self::CreatedDesc),
            "UPDATED_DESC" => Ok(Self::UpdatedDesc),
            "NAME_ASC" => Ok(Self::NameAsc),
            "NAME_DESC" => Ok(Self::NameDesc),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for FlowSort {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for FlowSort {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`FlowUpdate`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct FlowUpdate {
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub tags: ::std::option::Option<::std::vec::Vec<::std::string::String>>,
}
///`GetScheduledFlowRunsBody`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
pub struct GetScheduledFlowRunsBody {
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub limit: ::std::option::Option<i64>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub scheduled_after: ::std::option::Option<
        ::chrono::DateTime<::chrono::offset::Utc>,
    >,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub scheduled_before: ::std::option::Option<
        ::chrono::DateTime<::chrono::offset::Utc>,
    >,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub work_queue_names: ::std::option::Option<::std::vec::Vec<::std::string::String>>,
}
///`GetScheduledFlowRunsForDeploymentsBody`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct GetScheduledFlowRunsForDeploymentsBody {
    pub deployment_ids: ::std::vec::Vec<::uuid::Uuid>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub limit: ::std::option::Option<i64>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub scheduled_before: ::std::option::Option<
        ::chrono::DateTime<::chrono::offset::Utc>,
    >,
}
///`GlobalConcurrencyLimitResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct GlobalConcurrencyLimitResponse {
    pub active: bool,
    pub active_slots: i64,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub created: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
    pub id: ::uuid::Uuid,
    pub limit: i64,
    pub name: ::std::string::String,
    pub slot_decay_per_second: f64,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub updated: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
}
///`Graph`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct Graph {
    pub artifacts: ::std::vec::Vec<GraphArtifact>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub end_time: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
    pub nodes: ::std::vec::Vec<::std::vec::Vec<GraphNodesItemItem>>,
    pub root_node_ids: ::std::vec::Vec<::uuid::Uuid>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub start_time: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
    pub states: ::std::vec::Vec<GraphState>,
}
///`GraphArtifact`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct GraphArtifact {
    #[serde(with = "crate::time")]
    pub created: ::chrono::DateTime<::chrono::offset::Utc>,
    pub data: ::serde_json::Value,
    pub id: ::uuid::Uuid,
    pub is_latest: bool,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub key: ::std::option::Option<::std::string::String>,
    #[serde(rename = "type", deserialize_with = "::std::option::Option::deserialize")]
    pub type_: ::std::option::Option<::std::string::String>,
}
///`GraphNodesItemItem`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum GraphNodesItemItem {
    Uuid(::uuid::Uuid),
    Node(Node),
}
impl ::std::convert::From<::uuid::Uuid> for GraphNodesItemItem {
    fn from(value: ::uuid::Uuid) -> Self {
        Self::Uuid(value)
    }
}
impl ::std::convert::From<Node> for GraphNodesItemItem {
    fn from(value: Node) -> Self {
        Self::Node(value)
    }
}
///`GraphState`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct GraphState {
    pub id: ::uuid::Uuid,
    pub name: ::std::string::String,
    #[serde(with = "crate::time")]
    pub timestamp: ::chrono::DateTime<::chrono::offset::Utc>,
    #[serde(rename = "type")]
    pub type_: StateType,
}
///`HistoryResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct HistoryResponse {
    #[serde(with = "crate::time")]
    pub interval_end: ::chrono::DateTime<::chrono::offset::Utc>,
    #[serde(with = "crate::time")]
    pub interval_start: ::chrono::DateTime<::chrono::offset::Utc>,
    pub states: ::std::vec::Vec<HistoryResponseState>,
}
///`HistoryResponseState`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct HistoryResponseState {
    pub count_runs: i64,
    pub state_name: ::std::string::String,
    pub state_type: StateType,
    pub sum_estimated_lateness: f64,
    pub sum_estimated_run_time: f64,
}
///`IncrementConcurrencyLimitsWithLeaseBody`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct IncrementConcurrencyLimitsWithLeaseBody {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub holder: crate::Field<ConcurrencyLeaseHolder>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub lease_duration: ::std::option::Option<f64>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub mode: ::std::option::Option<IncrementConcurrencyLimitsWithLeaseBodyMode>,
    pub names: ::std::vec::Vec<::std::string::String>,
    pub slots: i64,
}
///`IncrementConcurrencyLimitsWithLeaseBodyMode`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum IncrementConcurrencyLimitsWithLeaseBodyMode {
    #[serde(rename = "concurrency")]
    Concurrency,
    #[serde(rename = "rate_limit")]
    RateLimit,
}
impl ::std::fmt::Display for IncrementConcurrencyLimitsWithLeaseBodyMode {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::Concurrency => f.write_str("concurrency"),
            Self::RateLimit => f.write_str("rate_limit"),
        }
    }
}
impl ::std::str::FromStr for IncrementConcurrencyLimitsWithLeaseBodyMode {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "concurrency" => Ok(Self::Concurrency),
            "rate_limit" => Ok(Self::RateLimit),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for IncrementConcurrencyLimitsWithLeaseBodyMode {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String>
for IncrementConcurrencyLimitsWithLeaseBodyMode {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`IntervalScheduleInput`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct IntervalScheduleInput {
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub anchor_date: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
    pub interval: f64,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub timezone: crate::Field<::std::string::String>,
}
///`IntervalScheduleOutput`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct IntervalScheduleOutput {
    #[serde(with = "crate::time")]
    pub anchor_date: ::chrono::DateTime<::chrono::offset::Utc>,
    pub interval: f64,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub timezone: ::std::option::Option<::std::string::String>,
}
///`Log`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct Log {
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub created: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub flow_run_id: ::std::option::Option<::uuid::Uuid>,
    pub id: ::uuid::Uuid,
    pub level: i64,
    pub message: ::std::string::String,
    pub name: ::std::string::String,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub task_run_id: ::std::option::Option<::uuid::Uuid>,
    #[serde(with = "crate::time")]
    pub timestamp: ::chrono::DateTime<::chrono::offset::Utc>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub updated: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
}
///`LogCreate`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct LogCreate {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub flow_run_id: crate::Field<::uuid::Uuid>,
    pub level: i64,
    pub message: ::std::string::String,
    pub name: ::std::string::String,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub task_run_id: crate::Field<::uuid::Uuid>,
    #[serde(with = "crate::time")]
    pub timestamp: ::chrono::DateTime<::chrono::offset::Utc>,
}
///`LogFilter`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct LogFilter {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub flow_run_id: crate::Field<LogFilterFlowRunId>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub level: crate::Field<LogFilterLevel>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub operator: ::std::option::Option<Operator>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub task_run_id: crate::Field<LogFilterTaskRunId>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub text: crate::Field<LogFilterTextSearch>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub timestamp: crate::Field<LogFilterTimestamp>,
}
///`LogFilterFlowRunId`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct LogFilterFlowRunId {
    #[serde(rename = "any_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub any: crate::Field<::std::vec::Vec<::uuid::Uuid>>,
}
///`LogFilterLevel`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct LogFilterLevel {
    #[serde(rename = "ge_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub ge: crate::Field<i64>,
    #[serde(rename = "le_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub le: crate::Field<i64>,
}
///`LogFilterTaskRunId`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct LogFilterTaskRunId {
    #[serde(rename = "any_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub any: crate::Field<::std::vec::Vec<::uuid::Uuid>>,
    #[serde(
        rename = "is_null_",
        default,
        skip_serializing_if = "crate::Field::is_absent"
    )]
    pub is_null: crate::Field<bool>,
}
///`LogFilterTextSearch`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct LogFilterTextSearch {
    pub query: ::std::string::String,
}
///`LogFilterTimestamp`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct LogFilterTimestamp {
    #[serde(rename = "after_", default, skip_serializing_if = "crate::Field::is_absent")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub after: crate::Field<::chrono::DateTime<::chrono::offset::Utc>>,
    #[serde(
        rename = "before_",
        default,
        skip_serializing_if = "crate::Field::is_absent"
    )]
    #[serde(serialize_with = "crate::time::serialize")]
    pub before: crate::Field<::chrono::DateTime<::chrono::offset::Utc>>,
}
///`LogSort`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum LogSort {
    #[serde(rename = "TIMESTAMP_ASC")]
    TimestampAsc,
    #[serde(rename = "TIMESTAMP_DESC")]
    TimestampDesc,
}
impl ::std::fmt::Display for LogSort {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::TimestampAsc => f.write_str("TIMESTAMP_ASC"),
            Self::TimestampDesc => f.write_str("TIMESTAMP_DESC"),
        }
    }
}
impl ::std::str::FromStr for LogSort {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "TIMESTAMP_ASC" => Ok(Self::TimestampAsc),
            "TIMESTAMP_DESC" => Ok(Self::TimestampDesc),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for LogSort {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for LogSort {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`MinimalConcurrencyLimitResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct MinimalConcurrencyLimitResponse {
    pub id: ::uuid::Uuid,
    pub limit: i64,
    pub name: ::std::string::String,
}
///`Node`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct Node {
    pub artifacts: ::std::vec::Vec<GraphArtifact>,
    pub children: ::std::vec::Vec<Edge>,
    pub encapsulating: ::std::vec::Vec<Edge>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub end_time: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
    pub id: ::uuid::Uuid,
    pub kind: NodeKind,
    pub label: ::std::string::String,
    pub parents: ::std::vec::Vec<Edge>,
    #[serde(with = "crate::time")]
    pub start_time: ::chrono::DateTime<::chrono::offset::Utc>,
    pub state_type: StateType,
}
///`NodeKind`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum NodeKind {
    #[serde(rename = "flow-run")]
    FlowRun,
    #[serde(rename = "task-run")]
    TaskRun,
}
impl ::std::fmt::Display for NodeKind {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::FlowRun => f.write_str("flow-run"),
            Self::TaskRun => f.write_str("task-run"),
        }
    }
}
impl ::std::str::FromStr for NodeKind {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "flow-run" => Ok(Self::FlowRun),
            "task-run" => Ok(Self::TaskRun),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for NodeKind {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for NodeKind {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`Operator`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum Operator {
    #[serde(rename = "and_")]
    And,
    #[serde(rename = "or_")]
    Or,
}
impl ::std::fmt::Display for Operator {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::And => f.write_str("and_"),
            Self::Or => f.write_str("or_"),
        }
    }
}
impl ::std::str::FromStr for Operator {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "and_" => Ok(Self::And),
            "or_" => Ok(Self::Or),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for Operator {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for Operator {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`OrchestrationResult`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct OrchestrationResult {
    pub details: OrchestrationResultDetails,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub state: ::std::option::Option<State>,
    pub status: SetStateStatus,
}
///`OrchestrationResultDetails`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum OrchestrationResultDetails {
    AcceptDetails(StateAcceptDetails),
    WaitDetails(StateWaitDetails),
    RejectDetails(StateRejectDetails),
    AbortDetails(StateAbortDetails),
}
impl ::std::convert::From<StateAcceptDetails> for OrchestrationResultDetails {
    fn from(value: StateAcceptDetails) -> Self {
        Self::AcceptDetails(value)
    }
}
impl ::std::convert::From<StateWaitDetails> for OrchestrationResultDetails {
    fn from(value: StateWaitDetails) -> Self {
        Self::WaitDetails(value)
    }
}
impl ::std::convert::From<StateRejectDetails> for OrchestrationResultDetails {
    fn from(value: StateRejectDetails) -> Self {
        Self::RejectDetails(value)
    }
}
impl ::std::convert::From<StateAbortDetails> for OrchestrationResultDetails {
    fn from(value: StateAbortDetails) -> Self {
        Self::AbortDetails(value)
    }
}
///`PaginateDeploymentsBody`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
pub struct PaginateDeploymentsBody {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub deployments: crate::Field<DeploymentFilter>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub flow_runs: crate::Field<FlowRunFilter>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub flows: crate::Field<FlowFilter>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub limit: ::std::option::Option<i64>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub page: ::std::option::Option<i64>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub sort: ::std::option::Option<DeploymentSort>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub task_runs: crate::Field<TaskRunFilter>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub work_pool_queues: crate::Field<WorkQueueFilter>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub work_pools: crate::Field<WorkPoolFilter>,
}
///`PaginateFlowRunsBody`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
pub struct PaginateFlowRunsBody {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub deployments: crate::Field<DeploymentFilter>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub flow_runs: crate::Field<FlowRunFilter>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub flows: crate::Field<FlowFilter>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub limit: ::std::option::Option<i64>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub page: ::std::option::Option<i64>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub sort: ::std::option::Option<FlowRunSort>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub task_runs: crate::Field<TaskRunFilter>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub work_pool_queues: crate::Field<WorkQueueFilter>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub work_pools: crate::Field<WorkPoolFilter>,
}
///`PaginateFlowsBody`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
pub struct PaginateFlowsBody {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub deployments: crate::Field<DeploymentFilter>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub flow_runs: crate::Field<FlowRunFilter>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub flows: crate::Field<FlowFilter>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub limit: ::std::option::Option<i64>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub page: ::std::option::Option<i64>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub sort: ::std::option::Option<FlowSort>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub task_runs: crate::Field<TaskRunFilter>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub work_pools: crate::Field<WorkPoolFilter>,
}
///`PaginateTaskRunsBody`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
pub struct PaginateTaskRunsBody {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub deployments: crate::Field<DeploymentFilter>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub flow_runs: crate::Field<FlowRunFilter>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub flows: crate::Field<FlowFilter>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub limit: ::std::option::Option<i64>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub page: ::std::option::Option<i64>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub sort: ::std::option::Option<TaskRunSort>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub task_runs: crate::Field<TaskRunFilter>,
}
///`Parameter`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct Parameter {
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub input_type: ::std::option::Option<ParameterInputType>,
    pub name: ::std::string::String,
}
///`ParameterInputType`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum ParameterInputType {
    #[serde(rename = "parameter")]
    Parameter,
}
impl ::std::fmt::Display for ParameterInputType {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::Parameter => f.write_str("parameter"),
        }
    }
}
impl ::std::str::FromStr for ParameterInputType {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "parameter" => Ok(Self::Parameter),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for ParameterInputType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for ParameterInputType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`PauseAutomation`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct PauseAutomation {
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub automation_id: ::std::option::Option<::uuid::Uuid>,
    pub source: PauseAutomationSource,
    #[serde(rename = "type")]
    pub type_: PauseAutomationType,
}
///`PauseAutomationSource`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum PauseAutomationSource {
    #[serde(rename = "selected")]
    Selected,
    #[serde(rename = "inferred")]
    Inferred,
}
impl ::std::fmt::Display for PauseAutomationSource {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::Selected => f.write_str("selected"),
            Self::Inferred => f.write_str("inferred"),
        }
    }
}
impl ::std::str::FromStr for PauseAutomationSource {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "selected" => Ok(Self::Selected),
            "inferred" => Ok(Self::Inferred),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for PauseAutomationSource {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for PauseAutomationSource {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`PauseAutomationType`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum PauseAutomationType {
    #[serde(rename = "pause-automation")]
    PauseAutomation,
}
impl ::std::fmt::Display for PauseAutomationType {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::PauseAutomation => f.write_str("pause-automation"),
        }
    }
}
impl ::std::str::FromStr for PauseAutomationType {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "pause-automation" => Ok(Self::PauseAutomation),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for PauseAutomationType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for PauseAutomationType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`PauseDeployment`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct PauseDeployment {
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub deployment_id: ::std::option::Option<::uuid::Uuid>,
    pub source: PauseDeploymentSource,
    #[serde(rename = "type")]
    pub type_: PauseDeploymentType,
}
///`PauseDeploymentSource`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum PauseDeploymentSource {
    #[serde(rename = "selected")]
    Selected,
    #[serde(rename = "inferred")]
    Inferred,
}
impl ::std::fmt::Display for PauseDeploymentSource {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::Selected => f.write_str("selected"),
            Self::Inferred => f.write_str("inferred"),
        }
    }
}
impl ::std::str::FromStr for PauseDeploymentSource {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "selected" => Ok(Self::Selected),
            "inferred" => Ok(Self::Inferred),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for PauseDeploymentSource {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for PauseDeploymentSource {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`PauseDeploymentType`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum PauseDeploymentType {
    #[serde(rename = "pause-deployment")]
    PauseDeployment,
}
impl ::std::fmt::Display for PauseDeploymentType {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::PauseDeployment => f.write_str("pause-deployment"),
        }
    }
}
impl ::std::str::FromStr for PauseDeploymentType {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "pause-deployment" => Ok(Self::PauseDeployment),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for PauseDeploymentType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for PauseDeploymentType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`PauseWorkPool`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct PauseWorkPool {
    pub source: PauseWorkPoolSource,
    #[serde(rename = "type")]
    pub type_: PauseWorkPoolType,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub work_pool_id: ::std::option::Option<::uuid::Uuid>,
}
///`PauseWorkPoolSource`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum PauseWorkPoolSource {
    #[serde(rename = "selected")]
    Selected,
    #[serde(rename = "inferred")]
    Inferred,
}
impl ::std::fmt::Display for PauseWorkPoolSource {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::Selected => f.write_str("selected"),
            Self::Inferred => f.write_str("inferred"),
        }
    }
}
impl ::std::str::FromStr for PauseWorkPoolSource {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "selected" => Ok(Self::Selected),
            "inferred" => Ok(Self::Inferred),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for PauseWorkPoolSource {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for PauseWorkPoolSource {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`PauseWorkPoolType`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum PauseWorkPoolType {
    #[serde(rename = "pause-work-pool")]
    PauseWorkPool,
}
impl ::std::fmt::Display for PauseWorkPoolType {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::PauseWorkPool => f.write_str("pause-work-pool"),
        }
    }
}
impl ::std::str::FromStr for PauseWorkPoolType {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "pause-work-pool" => Ok(Self::PauseWorkPool),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for PauseWorkPoolType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for PauseWorkPoolType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`PauseWorkQueue`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct PauseWorkQueue {
    pub source: PauseWorkQueueSource,
    #[serde(rename = "type")]
    pub type_: PauseWorkQueueType,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub work_queue_id: ::std::option::Option<::uuid::Uuid>,
}
///`PauseWorkQueueSource`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum PauseWorkQueueSource {
    #[serde(rename = "selected")]
    Selected,
    #[serde(rename = "inferred")]
    Inferred,
}
impl ::std::fmt::Display for PauseWorkQueueSource {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::Selected => f.write_str("selected"),
            Self::Inferred => f.write_str("inferred"),
        }
    }
}
impl ::std::str::FromStr for PauseWorkQueueSource {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "selected" => Ok(Self::Selected),
            "inferred" => Ok(Self::Inferred),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for PauseWorkQueueSource {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for PauseWorkQueueSource {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`PauseWorkQueueType`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum PauseWorkQueueType {
    #[serde(rename = "pause-work-queue")]
    PauseWorkQueue,
}
impl ::std::fmt::Display for PauseWorkQueueType {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::PauseWorkQueue => f.write_str("pause-work-queue"),
        }
    }
}
impl ::std::str::FromStr for PauseWorkQueueType {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "pause-work-queue" => Ok(Self::PauseWorkQueue),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for PauseWorkQueueType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for PauseWorkQueueType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`QueueFilter`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
pub struct QueueFilter {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub deployment_ids: crate::Field<::std::vec::Vec<::uuid::Uuid>>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub tags: crate::Field<::std::vec::Vec<::std::string::String>>,
}
///`RRuleSchedule`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct RRuleSchedule {
    pub rrule: ::std::string::String,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub timezone: crate::Field<::std::string::String>,
}
///`ReadArtifactsBody`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
pub struct ReadArtifactsBody {
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub artifacts: ::std::option::Option<ArtifactFilter>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub deployments: ::std::option::Option<DeploymentFilter>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub flow_runs: ::std::option::Option<FlowRunFilter>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub flows: ::std::option::Option<FlowFilter>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub limit: ::std::option::Option<i64>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub offset: ::std::option::Option<i64>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub sort: ::std::option::Option<ArtifactSort>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub task_runs: ::std::option::Option<TaskRunFilter>,
}
///`ReadAutomationsBody`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
pub struct ReadAutomationsBody {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub automations: crate::Field<AutomationFilter>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub limit: ::std::option::Option<i64>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub offset: ::std::option::Option<i64>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub sort: ::std::option::Option<AutomationSort>,
}
///`ReadBlockDocumentsBody`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
pub struct ReadBlockDocumentsBody {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub block_documents: crate::Field<BlockDocumentFilter>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub block_schemas: crate::Field<BlockSchemaFilter>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub block_types: crate::Field<BlockTypeFilter>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub include_secrets: ::std::option::Option<bool>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub limit: ::std::option::Option<i64>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub offset: ::std::option::Option<i64>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub sort: crate::Field<BlockDocumentSort>,
}
///`ReadConcurrencyLimitsBody`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
pub struct ReadConcurrencyLimitsBody {
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub limit: ::std::option::Option<i64>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub offset: ::std::option::Option<i64>,
}
///`ReadConcurrencyLimitsV2Body`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
pub struct ReadConcurrencyLimitsV2Body {
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub limit: ::std::option::Option<i64>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub offset: ::std::option::Option<i64>,
}
///`ReadDeploymentsBody`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
pub struct ReadDeploymentsBody {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub deployments: crate::Field<DeploymentFilter>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub flow_runs: crate::Field<FlowRunFilter>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub flows: crate::Field<FlowFilter>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub limit: ::std::option::Option<i64>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub offset: ::std::option::Option<i64>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub sort: ::std::option::Option<DeploymentSort>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub task_runs: crate::Field<TaskRunFilter>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub work_pool_queues: crate::Field<WorkQueueFilter>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub work_pools: crate::Field<WorkPoolFilter>,
}
///`ReadEventsBody`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
pub struct ReadEventsBody {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub filter: crate::Field<EventFilter>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub limit: ::std::option::Option<i64>,
}
///`ReadFlowRunsBody`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
pub struct ReadFlowRunsBody {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub deployments: crate::Field<DeploymentFilter>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub flow_runs: crate::Field<FlowRunFilter>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub flows: crate::Field<FlowFilter>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub limit: ::std::option::Option<i64>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub offset: ::std::option::Option<i64>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub sort: ::std::option::Option<FlowRunSort>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub task_runs: crate::Field<TaskRunFilter>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub work_pool_queues: crate::Field<WorkQueueFilter>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub work_pools: crate::Field<WorkPoolFilter>,
}
///`ReadFlowsBody`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
pub struct ReadFlowsBody {
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub deployments: ::std::option::Option<DeploymentFilter>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub flow_runs: ::std::option::Option<FlowRunFilter>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub flows: ::std::option::Option<FlowFilter>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub limit: ::std::option::Option<i64>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub offset: ::std::option::Option<i64>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub sort: ::std::option::Option<FlowSort>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub task_runs: ::std::option::Option<TaskRunFilter>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub work_pools: ::std::option::Option<WorkPoolFilter>,
}
///`ReadLatestArtifactsBody`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
pub struct ReadLatestArtifactsBody {
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub artifacts: ::std::option::Option<ArtifactCollectionFilter>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub deployments: ::std::option::Option<DeploymentFilter>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub flow_runs: ::std::option::Option<FlowRunFilter>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub flows: ::std::option::Option<FlowFilter>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub limit: ::std::option::Option<i64>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub offset: ::std::option::Option<i64>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub sort: ::std::option::Option<ArtifactCollectionSort>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub task_runs: ::std::option::Option<TaskRunFilter>,
}
///`ReadLogsBody`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
pub struct ReadLogsBody {
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub limit: ::std::option::Option<i64>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub logs: crate::Field<LogFilter>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub offset: ::std::option::Option<i64>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub sort: ::std::option::Option<LogSort>,
}
///`ReadTaskRunsBody`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
pub struct ReadTaskRunsBody {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub deployments: crate::Field<DeploymentFilter>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub flow_runs: crate::Field<FlowRunFilter>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub flows: crate::Field<FlowFilter>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub limit: ::std::option::Option<i64>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub offset: ::std::option::Option<i64>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub sort: ::std::option::Option<TaskRunSort>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub task_runs: crate::Field<TaskRunFilter>,
}
///`ReadVariablesBody`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
pub struct ReadVariablesBody {
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub limit: ::std::option::Option<i64>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub offset: ::std::option::Option<i64>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub sort: ::std::option::Option<VariableSort>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub variables: crate::Field<VariableFilter>,
}
///`ReadWorkPoolConcurrencyStatusBody`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
pub struct ReadWorkPoolConcurrencyStatusBody {
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub flow_run_limit: ::std::option::Option<i64>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub limit: ::std::option::Option<i64>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub page: ::std::option::Option<i64>,
}
///`ReadWorkPoolQueuesBody`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
pub struct ReadWorkPoolQueuesBody {
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub limit: ::std::option::Option<i64>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub offset: ::std::option::Option<i64>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub work_queues: ::std::option::Option<WorkQueueFilter>,
}
///`ReadWorkPoolsBody`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
pub struct ReadWorkPoolsBody {
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub limit: ::std::option::Option<i64>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub offset: ::std::option::Option<i64>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub work_pools: crate::Field<WorkPoolFilter>,
}
///`ReadWorkQueueConcurrencyStatusBody`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
pub struct ReadWorkQueueConcurrencyStatusBody {
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub limit: ::std::option::Option<i64>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub page: ::std::option::Option<i64>,
}
///`ReadWorkQueueRunsBody`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
pub struct ReadWorkQueueRunsBody {
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub limit: ::std::option::Option<i64>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub scheduled_before: ::std::option::Option<
        ::chrono::DateTime<::chrono::offset::Utc>,
    >,
}
///`ReadWorkQueuesBody`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
pub struct ReadWorkQueuesBody {
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub limit: ::std::option::Option<i64>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub offset: ::std::option::Option<i64>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub work_queues: crate::Field<WorkQueueFilter>,
}
///`ReadWorkersBody`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
pub struct ReadWorkersBody {
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub limit: ::std::option::Option<i64>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub offset: ::std::option::Option<i64>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub workers: crate::Field<WorkerFilter>,
}
///`ReceivedEvent`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct ReceivedEvent {
    pub event: ::std::string::String,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub follows: ::std::option::Option<::uuid::Uuid>,
    pub id: ::uuid::Uuid,
    #[serde(with = "crate::time")]
    pub occurred: ::chrono::DateTime<::chrono::offset::Utc>,
    pub payload: ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    #[serde(with = "crate::time")]
    pub received: ::chrono::DateTime<::chrono::offset::Utc>,
    pub related: ::std::vec::Vec<RelatedResource>,
    pub resource: Resource,
}
///`RelatedResource`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct RelatedResource(
    pub ::indexmap::IndexMap<::std::string::String, ::std::string::String>,
);
impl ::std::ops::Deref for RelatedResource {
    type Target = ::indexmap::IndexMap<::std::string::String, ::std::string::String>;
    fn deref(
        &self,
    ) -> &::indexmap::IndexMap<::std::string::String, ::std::string::String> {
        &self.0
    }
}
impl ::std::convert::From<RelatedResource>
for ::indexmap::IndexMap<::std::string::String, ::std::string::String> {
    fn from(value: RelatedResource) -> Self {
        value.0
    }
}
impl ::std::convert::From<
    ::indexmap::IndexMap<::std::string::String, ::std::string::String>,
> for RelatedResource {
    fn from(
        value: ::indexmap::IndexMap<::std::string::String, ::std::string::String>,
    ) -> Self {
        Self(value)
    }
}
///`RenewConcurrencyLeaseBody`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
pub struct RenewConcurrencyLeaseBody {
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub lease_duration: ::std::option::Option<f64>,
}
///`ResetConcurrencyLimitByTagBody`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
pub struct ResetConcurrencyLimitByTagBody {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub slot_override: crate::Field<::std::vec::Vec<::uuid::Uuid>>,
}
///`Resource`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct Resource(
    pub ::indexmap::IndexMap<::std::string::String, ::std::string::String>,
);
impl ::std::ops::Deref for Resource {
    type Target = ::indexmap::IndexMap<::std::string::String, ::std::string::String>;
    fn deref(
        &self,
    ) -> &::indexmap::IndexMap<::std::string::String, ::std::string::String> {
        &self.0
    }
}
impl ::std::convert::From<Resource>
for ::indexmap::IndexMap<::std::string::String, ::std::string::String> {
    fn from(value: Resource) -> Self {
        value.0
    }
}
impl ::std::convert::From<
    ::indexmap::IndexMap<::std::string::String, ::std::string::String>,
> for Resource {
    fn from(
        value: ::indexmap::IndexMap<::std::string::String, ::std::string::String>,
    ) -> Self {
        Self(value)
    }
}
///`ResourceSpecification`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct ResourceSpecification(
    pub ::indexmap::IndexMap<::std::string::String, ResourceSpecificationValue>,
);
impl ::std::ops::Deref for ResourceSpecification {
    type Target = ::indexmap::IndexMap<
        ::std::string::String,
        ResourceSpecificationValue,
    >;
    fn deref(
        &self,
    ) -> &::indexmap::IndexMap<::std::string::String, ResourceSpecificationValue> {
        &self.0
    }
}
impl ::std::convert::From<ResourceSpecification>
for ::indexmap::IndexMap<::std::string::String, ResourceSpecificationValue> {
    fn from(value: ResourceSpecification) -> Self {
        value.0
    }
}
impl ::std::convert::From<
    ::indexmap::IndexMap<::std::string::String, ResourceSpecificationValue>,
> for ResourceSpecification {
    fn from(
        value: ::indexmap::IndexMap<::std::string::String, ResourceSpecificationValue>,
    ) -> Self {
        Self(value)
    }
}
///`ResourceSpecificationValue`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum ResourceSpecificationValue {
    String(::std::string::String),
    Array(::std::vec::Vec<::std::string::String>),
}
impl ::std::convert::From<::std::vec::Vec<::std::string::String>>
for ResourceSpecificationValue {
    fn from(value: ::std::vec::Vec<::std::string::String>) -> Self {
        Self::Array(value)
    }
}
///`ResumeAutomation`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct ResumeAutomation {
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub automation_id: ::std::option::Option<::uuid::Uuid>,
    pub source: ResumeAutomationSource,
    #[serde(rename = "type")]
    pub type_: ResumeAutomationType,
}
///`ResumeAutomationSource`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum ResumeAutomationSource {
    #[serde(rename = "selected")]
    Selected,
    #[serde(rename = "inferred")]
    Inferred,
}
impl ::std::fmt::Display for ResumeAutomationSource {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::Selected => f.write_str("selected"),
            Self::Inferred => f.write_str("inferred"),
        }
    }
}
impl ::std::str::FromStr for ResumeAutomationSource {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "selected" => Ok(Self::Selected),
            "inferred" => Ok(Self::Inferred),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for ResumeAutomationSource {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for ResumeAutomationSource {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`ResumeAutomationType`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum ResumeAutomationType {
    #[serde(rename = "resume-automation")]
    ResumeAutomation,
}
impl ::std::fmt::Display for ResumeAutomationType {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::ResumeAutomation => f.write_str("resume-automation"),
        }
    }
}
impl ::std::str::FromStr for ResumeAutomationType {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "resume-automation" => Ok(Self::ResumeAutomation),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for ResumeAutomationType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for ResumeAutomationType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`ResumeDeployment`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct ResumeDeployment {
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub deployment_id: ::std::option::Option<::uuid::Uuid>,
    pub source: ResumeDeploymentSource,
    #[serde(rename = "type")]
    pub type_: ResumeDeploymentType,
}
///`ResumeDeploymentSource`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum ResumeDeploymentSource {
    #[serde(rename = "selected")]
    Selected,
    #[serde(rename = "inferred")]
    Inferred,
}
impl ::std::fmt::Display for ResumeDeploymentSource {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::Selected => f.write_str("selected"),
            Self::Inferred => f.write_str("inferred"),
        }
    }
}
impl ::std::str::FromStr for ResumeDeploymentSource {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "selected" => Ok(Self::Selected),
            "inferred" => Ok(Self::Inferred),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for ResumeDeploymentSource {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for ResumeDeploymentSource {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`ResumeDeploymentType`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum ResumeDeploymentType {
    #[serde(rename = "resume-deployment")]
    ResumeDeployment,
}
impl ::std::fmt::Display for ResumeDeploymentType {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::ResumeDeployment => f.write_str("resume-deployment"),
        }
    }
}
impl ::std::str::FromStr for ResumeDeploymentType {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "resume-deployment" => Ok(Self::ResumeDeployment),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for ResumeDeploymentType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for ResumeDeploymentType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`ResumeFlowRun`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct ResumeFlowRun {
    #[serde(rename = "type")]
    pub type_: ResumeFlowRunType,
}
///`ResumeFlowRunBody`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
pub struct ResumeFlowRunBody {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub run_input: crate::Field<
        ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    >,
}
///`ResumeFlowRunType`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum ResumeFlowRunType {
    #[serde(rename = "resume-flow-run")]
    ResumeFlowRun,
}
impl ::std::fmt::Display for ResumeFlowRunType {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::ResumeFlowRun => f.write_str("resume-flow-run"),
        }
    }
}
impl ::std::str::FromStr for ResumeFlowRunType {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "resume-flow-run" => Ok(Self::ResumeFlowRun),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for ResumeFlowRunType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for ResumeFlowRunType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`ResumeWorkPool`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct ResumeWorkPool {
    pub source: ResumeWorkPoolSource,
    #[serde(rename = "type")]
    pub type_: ResumeWorkPoolType,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub work_pool_id: ::std::option::Option<::uuid::Uuid>,
}
///`ResumeWorkPoolSource`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum ResumeWorkPoolSource {
    #[serde(rename = "selected")]
    Selected,
    #[serde(rename = "inferred")]
    Inferred,
}
impl ::std::fmt::Display for ResumeWorkPoolSource {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::Selected => f.write_str("selected"),
            Self::Inferred => f.write_str("inferred"),
        }
    }
}
impl ::std::str::FromStr for ResumeWorkPoolSource {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "selected" => Ok(Self::Selected),
            "inferred" => Ok(Self::Inferred),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for ResumeWorkPoolSource {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for ResumeWorkPoolSource {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`ResumeWorkPoolType`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum ResumeWorkPoolType {
    #[serde(rename = "resume-work-pool")]
    ResumeWorkPool,
}
impl ::std::fmt::Display for ResumeWorkPoolType {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::ResumeWorkPool => f.write_str("resume-work-pool"),
        }
    }
}
impl ::std::str::FromStr for ResumeWorkPoolType {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "resume-work-pool" => Ok(Self::ResumeWorkPool),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for ResumeWorkPoolType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for ResumeWorkPoolType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`ResumeWorkQueue`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct ResumeWorkQueue {
    pub source: ResumeWorkQueueSource,
    #[serde(rename = "type")]
    pub type_: ResumeWorkQueueType,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub work_queue_id: ::std::option::Option<::uuid::Uuid>,
}
///`ResumeWorkQueueSource`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum ResumeWorkQueueSource {
    #[serde(rename = "selected")]
    Selected,
    #[serde(rename = "inferred")]
    Inferred,
}
impl ::std::fmt::Display for ResumeWorkQueueSource {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::Selected => f.write_str("selected"),
            Self::Inferred => f.write_str("inferred"),
        }
    }
}
impl ::std::str::FromStr for ResumeWorkQueueSource {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "selected" => Ok(Self::Selected),
            "inferred" => Ok(Self::Inferred),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for ResumeWorkQueueSource {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for ResumeWorkQueueSource {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`ResumeWorkQueueType`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum ResumeWorkQueueType {
    #[serde(rename = "resume-work-queue")]
    ResumeWorkQueue,
}
impl ::std::fmt::Display for ResumeWorkQueueType {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::ResumeWorkQueue => f.write_str("resume-work-queue"),
        }
    }
}
impl ::std::str::FromStr for ResumeWorkQueueType {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "resume-work-queue" => Ok(Self::ResumeWorkQueue),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for ResumeWorkQueueType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for ResumeWorkQueueType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`RunDeploymentOutput`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct RunDeploymentOutput {
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub deployment_id: ::std::option::Option<::uuid::Uuid>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub job_variables: ::std::option::Option<
        ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    >,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub parameters: ::std::option::Option<
        ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    >,
    pub schedule_after: f64,
    pub source: RunDeploymentOutputSource,
    #[serde(rename = "type")]
    pub type_: RunDeploymentOutputType,
}
///`RunDeploymentOutputSource`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum RunDeploymentOutputSource {
    #[serde(rename = "selected")]
    Selected,
    #[serde(rename = "inferred")]
    Inferred,
}
impl ::std::fmt::Display for RunDeploymentOutputSource {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::Selected => f.write_str("selected"),
            Self::Inferred => f.write_str("inferred"),
        }
    }
}
impl ::std::str::FromStr for RunDeploymentOutputSource {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "selected" => Ok(Self::Selected),
            "inferred" => Ok(Self::Inferred),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for RunDeploymentOutputSource {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for RunDeploymentOutputSource {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`RunDeploymentOutputType`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum RunDeploymentOutputType {
    #[serde(rename = "run-deployment")]
    RunDeployment,
}
impl ::std::fmt::Display for RunDeploymentOutputType {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::RunDeployment => f.write_str("run-deployment"),
        }
    }
}
impl ::std::str::FromStr for RunDeploymentOutputType {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "run-deployment" => Ok(Self::RunDeployment),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for RunDeploymentOutputType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for RunDeploymentOutputType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`ScheduleDeploymentBody`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
pub struct ScheduleDeploymentBody {
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub end_time: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub max_runs: ::std::option::Option<i64>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub min_runs: ::std::option::Option<i64>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub min_time: ::std::option::Option<f64>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub start_time: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
}
///`SendNotification`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct SendNotification {
    pub block_document_id: ::uuid::Uuid,
    pub body: ::std::string::String,
    pub subject: ::std::string::String,
    #[serde(rename = "type")]
    pub type_: SendNotificationType,
}
///`SendNotificationType`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum SendNotificationType {
    #[serde(rename = "send-notification")]
    SendNotification,
}
impl ::std::fmt::Display for SendNotificationType {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::SendNotification => f.write_str("send-notification"),
        }
    }
}
impl ::std::str::FromStr for SendNotificationType {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "send-notification" => Ok(Self::SendNotification),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for SendNotificationType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for SendNotificationType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`SequenceTriggerOutput`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct SequenceTriggerOutput {
    pub id: ::uuid::Uuid,
    pub triggers: ::std::vec::Vec<SequenceTriggerOutputTriggersItem>,
    #[serde(rename = "type")]
    pub type_: SequenceTriggerOutputType,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub within: ::std::option::Option<f64>,
}
///`SequenceTriggerOutputTriggersItem`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum SequenceTriggerOutputTriggersItem {
    EventTriggerOutput(EventTriggerOutput),
    CompoundTriggerOutput(CompoundTriggerOutput),
    SequenceTriggerOutput(SequenceTriggerOutput),
}
impl ::std::convert::From<EventTriggerOutput> for SequenceTriggerOutputTriggersItem {
    fn from(value: EventTriggerOutput) -> Self {
        Self::EventTriggerOutput(value)
    }
}
impl ::std::convert::From<CompoundTriggerOutput> for SequenceTriggerOutputTriggersItem {
    fn from(value: CompoundTriggerOutput) -> Self {
        Self::CompoundTriggerOutput(value)
    }
}
impl ::std::convert::From<SequenceTriggerOutput> for SequenceTriggerOutputTriggersItem {
    fn from(value: SequenceTriggerOutput) -> Self {
        Self::SequenceTriggerOutput(value)
    }
}
///`SequenceTriggerOutputType`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum SequenceTriggerOutputType {
    #[serde(rename = "sequence")]
    Sequence,
}
impl ::std::fmt::Display for SequenceTriggerOutputType {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::Sequence => f.write_str("sequence"),
        }
    }
}
impl ::std::str::FromStr for SequenceTriggerOutputType {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "sequence" => Ok(Self::Sequence),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for SequenceTriggerOutputType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for SequenceTriggerOutputType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`ServerDefaultResultStorage`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct ServerDefaultResultStorage {
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub default_result_storage_block_id: ::std::option::Option<::uuid::Uuid>,
}
///`SetFlowRunStateBody`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct SetFlowRunStateBody {
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub force: ::std::option::Option<bool>,
    pub state: StateCreate,
}
///`SetStateStatus`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum SetStateStatus {
    #[serde(rename = "ACCEPT")]
    Accept,
    #[serde(rename = "REJECT")]
    Reject,
    #[serde(rename = "ABORT")]
    Abort,
    #[serde(rename = "WAIT")]
    Wait,
}
impl ::std::fmt::Display for SetStateStatus {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::Accept => f.write_str("ACCEPT"),
            Self::Reject => f.write_str("REJECT"),
            Self::Abort => f.write_str("ABORT"),
            Self::Wait => f.write_str("WAIT"),
        }
    }
}
impl ::std::str::FromStr for SetStateStatus {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "ACCEPT" => Ok(Self::Accept),
            "REJECT" => Ok(Self::Reject),
            "ABORT" => Ok(Self::Abort),
            "WAIT" => Ok(Self::Wait),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for SetStateStatus {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for SetStateStatus {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`SetTaskRunStateBody`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct SetTaskRunStateBody {
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub force: ::std::option::Option<bool>,
    pub state: StateCreate,
}
///`State`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct State {
    pub data: ::serde_json::Value,
    pub id: ::uuid::Uuid,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub message: ::std::option::Option<::std::string::String>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub name: ::std::option::Option<::std::string::String>,
    pub state_details: StateDetails,
    #[serde(with = "crate::time")]
    pub timestamp: ::chrono::DateTime<::chrono::offset::Utc>,
    #[serde(rename = "type")]
    pub type_: StateType,
}
///`StateAbortDetails`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct StateAbortDetails {
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub reason: ::std::option::Option<::std::string::String>,
    #[serde(rename = "type")]
    pub type_: StateAbortDetailsType,
}
///`StateAbortDetailsType`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum StateAbortDetailsType {
    #[serde(rename = "abort_details")]
    AbortDetails,
}
impl ::std::fmt::Display for StateAbortDetailsType {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::AbortDetails => f.write_str("abort_details"),
        }
    }
}
impl ::std::str::FromStr for StateAbortDetailsType {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "abort_details" => Ok(Self::AbortDetails),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for StateAbortDetailsType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for StateAbortDetailsType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`StateAcceptDetails`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct StateAcceptDetails {
    #[serde(rename = "type")]
    pub type_: StateAcceptDetailsType,
}
///`StateAcceptDetailsType`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum StateAcceptDetailsType {
    #[serde(rename = "accept_details")]
    AcceptDetails,
}
impl ::std::fmt::Display for StateAcceptDetailsType {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::AcceptDetails => f.write_str("accept_details"),
        }
    }
}
impl ::std::str::FromStr for StateAcceptDetailsType {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "accept_details" => Ok(Self::AcceptDetails),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for StateAcceptDetailsType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for StateAcceptDetailsType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`StateCreate`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct StateCreate {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub data: crate::Field<::serde_json::Value>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub message: crate::Field<::std::string::String>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub name: crate::Field<::std::string::String>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub state_details: ::std::option::Option<StateDetails>,
    #[serde(rename = "type")]
    pub type_: StateType,
}
///`StateDetails`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
pub struct StateDetails {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub cache_expiration: crate::Field<::chrono::DateTime<::chrono::offset::Utc>>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub cache_key: crate::Field<::std::string::String>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub child_flow_run_id: crate::Field<::uuid::Uuid>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub deferred: crate::Field<bool>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub deployment_concurrency_lease_id: crate::Field<::uuid::Uuid>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub flow_run_id: crate::Field<::uuid::Uuid>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub pause_key: crate::Field<::std::string::String>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub pause_reschedule: ::std::option::Option<bool>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub pause_timeout: crate::Field<::chrono::DateTime<::chrono::offset::Utc>>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub refresh_cache: crate::Field<bool>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub retriable: crate::Field<bool>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub run_input_keyset: crate::Field<
        ::indexmap::IndexMap<::std::string::String, ::std::string::String>,
    >,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub scheduled_time: crate::Field<::chrono::DateTime<::chrono::offset::Utc>>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub task_parameters_id: crate::Field<::uuid::Uuid>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub task_run_id: crate::Field<::uuid::Uuid>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub traceparent: crate::Field<::std::string::String>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub transition_id: crate::Field<::uuid::Uuid>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub untrackable_result: ::std::option::Option<bool>,
}
///`StateRejectDetails`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct StateRejectDetails {
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub reason: ::std::option::Option<::std::string::String>,
    #[serde(rename = "type")]
    pub type_: StateRejectDetailsType,
}
///`StateRejectDetailsType`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum StateRejectDetailsType {
    #[serde(rename = "reject_details")]
    RejectDetails,
}
impl ::std::fmt::Display for StateRejectDetailsType {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::RejectDetails => f.write_str("reject_details"),
        }
    }
}
impl ::std::str::FromStr for StateRejectDetailsType {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "reject_details" => Ok(Self::RejectDetails),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for StateRejectDetailsType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for StateRejectDetailsType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`StateType`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum StateType {
    #[serde(rename = "SCHEDULED")]
    Scheduled,
    #[serde(rename = "PENDING")]
    Pending,
    #[serde(rename = "RUNNING")]
    Running,
    #[serde(rename = "COMPLETED")]
    Completed,
    #[serde(rename = "FAILED")]
    Failed,
    #[serde(rename = "CANCELLED")]
    Cancelled,
    #[serde(rename = "CRASHED")]
    Crashed,
    #[serde(rename = "PAUSED")]
    Paused,
    #[serde(rename = "CANCELLING")]
    Cancelling,
}
impl ::std::fmt::Display for StateType {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::Scheduled => f.write_str("SCHEDULED"),
            Self::Pending => f.write_str("PENDING"),
            Self::Running => f.write_str("RUNNING"),
            Self::Completed => f.write_str("COMPLETED"),
            Self::Failed => f.write_str("FAILED"),
            Self::Cancelled => f.write_str("CANCELLED"),
            Self::Crashed => f.write_str("CRASHED"),
            Self::Paused => f.write_str("PAUSED"),
            Self::Cancelling => f.write_str("CANCELLING"),
        }
    }
}
impl ::std::str::FromStr for StateType {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "SCHEDULED" => Ok(Self::Scheduled),
            "PENDING" => Ok(Self::Pending),
            "RUNNING" => Ok(Self::Running),
            "COMPLETED" => Ok(Self::Completed),
            "FAILED" => Ok(Self::Failed),
            "CANCELLED" => Ok(Self::Cancelled),
            "CRASHED" => Ok(Self::Crashed),
            "PAUSED" => Ok(Self::Paused),
            "CANCELLING" => Ok(Self::Cancelling),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for StateType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for StateType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`StateWaitDetails`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct StateWaitDetails {
    pub delay_seconds: i64,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub reason: ::std::option::Option<::std::string::String>,
    #[serde(rename = "type")]
    pub type_: StateWaitDetailsType,
}
///`StateWaitDetailsType`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum StateWaitDetailsType {
    #[serde(rename = "wait_details")]
    WaitDetails,
}
impl ::std::fmt::Display for StateWaitDetailsType {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::WaitDetails => f.write_str("wait_details"),
        }
    }
}
impl ::std::str::FromStr for StateWaitDetailsType {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "wait_details" => Ok(Self::WaitDetails),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for StateWaitDetailsType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for StateWaitDetailsType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`SuspendFlowRun`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct SuspendFlowRun {
    #[serde(rename = "type")]
    pub type_: SuspendFlowRunType,
}
///`SuspendFlowRunType`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum SuspendFlowRunType {
    #[serde(rename = "suspend-flow-run")]
    SuspendFlowRun,
}
impl ::std::fmt::Display for SuspendFlowRunType {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::SuspendFlowRun => f.write_str("suspend-flow-run"),
        }
    }
}
impl ::std::str::FromStr for SuspendFlowRunType {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "suspend-flow-run" => Ok(Self::SuspendFlowRun),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for SuspendFlowRunType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for SuspendFlowRunType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`TaskRun`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct TaskRun {
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub cache_expiration: ::std::option::Option<
        ::chrono::DateTime<::chrono::offset::Utc>,
    >,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub cache_key: ::std::option::Option<::std::string::String>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub created: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
    pub dynamic_key: ::std::string::String,
    pub empirical_policy: TaskRunPolicy,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub end_time: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
    pub estimated_run_time: f64,
    pub estimated_start_time_delta: f64,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub expected_start_time: ::std::option::Option<
        ::chrono::DateTime<::chrono::offset::Utc>,
    >,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub flow_run_id: ::std::option::Option<::uuid::Uuid>,
    pub flow_run_run_count: i64,
    pub id: ::uuid::Uuid,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub labels: ::std::option::Option<
        ::indexmap::IndexMap<::std::string::String, TaskRunLabelsValue>,
    >,
    pub name: ::std::string::String,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub next_scheduled_start_time: ::std::option::Option<
        ::chrono::DateTime<::chrono::offset::Utc>,
    >,
    pub run_count: i64,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub start_time: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub state: ::std::option::Option<State>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub state_id: ::std::option::Option<::uuid::Uuid>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub state_name: ::std::option::Option<::std::string::String>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub state_type: ::std::option::Option<StateType>,
    pub tags: ::std::vec::Vec<::std::string::String>,
    pub task_inputs: ::indexmap::IndexMap<
        ::std::string::String,
        ::std::vec::Vec<TaskRunTaskInputsValueItem>,
    >,
    pub task_key: ::std::string::String,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub task_version: ::std::option::Option<::std::string::String>,
    pub total_run_time: f64,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub updated: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
}
///`TaskRunCreate`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct TaskRunCreate {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub cache_expiration: crate::Field<::chrono::DateTime<::chrono::offset::Utc>>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub cache_key: crate::Field<::std::string::String>,
    pub dynamic_key: ::std::string::String,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub empirical_policy: ::std::option::Option<TaskRunPolicy>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub flow_run_id: crate::Field<::uuid::Uuid>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub id: crate::Field<::uuid::Uuid>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub labels: crate::Field<
        ::indexmap::IndexMap<::std::string::String, TaskRunCreateLabelsValue>,
    >,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub name: ::std::option::Option<::std::string::String>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub state: crate::Field<StateCreate>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub tags: ::std::option::Option<::std::vec::Vec<::std::string::String>>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub task_inputs: ::std::option::Option<
        ::indexmap::IndexMap<
            ::std::string::String,
            ::std::vec::Vec<TaskRunCreateTaskInputsValueItem>,
        >,
    >,
    pub task_key: ::std::string::String,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub task_version: crate::Field<::std::string::String>,
}
///`TaskRunCreateLabelsValue`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum TaskRunCreateLabelsValue {
    Boolean(bool),
    Integer(i64),
    Number(f64),
    String(::std::string::String),
}
impl ::std::fmt::Display for TaskRunCreateLabelsValue {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match self {
            Self::Boolean(x) => x.fmt(f),
            Self::Integer(x) => x.fmt(f),
            Self::Number(x) => x.fmt(f),
            Self::String(x) => x.fmt(f),
        }
    }
}
impl ::std::convert::From<bool> for TaskRunCreateLabelsValue {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}
impl ::std::convert::From<i64> for TaskRunCreateLabelsValue {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}
impl ::std::convert::From<f64> for TaskRunCreateLabelsValue {
    fn from(value: f64) -> Self {
        Self::Number(value)
    }
}
///`TaskRunCreateTaskInputsValueItem`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum TaskRunCreateTaskInputsValueItem {
    TaskRunResult(TaskRunResult),
    FlowRunResult(FlowRunResult),
    Parameter(Parameter),
    Constant(Constant),
}
impl ::std::convert::From<TaskRunResult> for TaskRunCreateTaskInputsValueItem {
    fn from(value: TaskRunResult) -> Self {
        Self::TaskRunResult(value)
    }
}
impl ::std::convert::From<FlowRunResult> for TaskRunCreateTaskInputsValueItem {
    fn from(value: FlowRunResult) -> Self {
        Self::FlowRunResult(value)
    }
}
impl ::std::convert::From<Parameter> for TaskRunCreateTaskInputsValueItem {
    fn from(value: Parameter) -> Self {
        Self::Parameter(value)
    }
}
impl ::std::convert::From<Constant> for TaskRunCreateTaskInputsValueItem {
    fn from(value: Constant) -> Self {
        Self::Constant(value)
    }
}
///`TaskRunFilter`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct TaskRunFilter {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub end_time: crate::Field<TaskRunFilterEndTime>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub expected_start_time: crate::Field<TaskRunFilterExpectedStartTime>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub flow_run_id: crate::Field<TaskRunFilterFlowRunId>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub id: crate::Field<TaskRunFilterId>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub name: crate::Field<TaskRunFilterName>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub operator: ::std::option::Option<Operator>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub start_time: crate::Field<TaskRunFilterStartTime>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub state: crate::Field<TaskRunFilterState>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub subflow_runs: crate::Field<TaskRunFilterSubFlowRuns>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub tags: crate::Field<TaskRunFilterTags>,
}
///`TaskRunFilterEndTime`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct TaskRunFilterEndTime {
    #[serde(rename = "after_", default, skip_serializing_if = "crate::Field::is_absent")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub after: crate::Field<::chrono::DateTime<::chrono::offset::Utc>>,
    #[serde(
        rename = "before_",
        default,
        skip_serializing_if = "crate::Field::is_absent"
    )]
    #[serde(serialize_with = "crate::time::serialize")]
    pub before: crate::Field<::chrono::DateTime<::chrono::offset::Utc>>,
    #[serde(
        rename = "is_null_",
        default,
        skip_serializing_if = "crate::Field::is_absent"
    )]
    pub is_null: crate::Field<bool>,
}
///`TaskRunFilterExpectedStartTime`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct TaskRunFilterExpectedStartTime {
    #[serde(rename = "after_", default, skip_serializing_if = "crate::Field::is_absent")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub after: crate::Field<::chrono::DateTime<::chrono::offset::Utc>>,
    #[serde(
        rename = "before_",
        default,
        skip_serializing_if = "crate::Field::is_absent"
    )]
    #[serde(serialize_with = "crate::time::serialize")]
    pub before: crate::Field<::chrono::DateTime<::chrono::offset::Utc>>,
}
///`TaskRunFilterFlowRunId`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct TaskRunFilterFlowRunId {
    #[serde(rename = "any_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub any: crate::Field<::std::vec::Vec<::uuid::Uuid>>,
    #[serde(
        rename = "is_null_",
        default,
        skip_serializing_if = "crate::Field::is_absent"
    )]
    pub is_null: crate::Field<bool>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub operator: ::std::option::Option<Operator>,
}
///`TaskRunFilterId`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct TaskRunFilterId {
    #[serde(rename = "any_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub any: crate::Field<::std::vec::Vec<::uuid::Uuid>>,
}
///`TaskRunFilterName`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct TaskRunFilterName {
    #[serde(rename = "any_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub any: crate::Field<::std::vec::Vec<::std::string::String>>,
    #[serde(rename = "like_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub like: crate::Field<::std::string::String>,
}
///`TaskRunFilterStartTime`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct TaskRunFilterStartTime {
    #[serde(rename = "after_", default, skip_serializing_if = "crate::Field::is_absent")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub after: crate::Field<::chrono::DateTime<::chrono::offset::Utc>>,
    #[serde(
        rename = "before_",
        default,
        skip_serializing_if = "crate::Field::is_absent"
    )]
    #[serde(serialize_with = "crate::time::serialize")]
    pub before: crate::Field<::chrono::DateTime<::chrono::offset::Utc>>,
    #[serde(
        rename = "is_null_",
        default,
        skip_serializing_if = "crate::Field::is_absent"
    )]
    pub is_null: crate::Field<bool>,
}
///`TaskRunFilterState`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct TaskRunFilterState {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub name: crate::Field<TaskRunFilterStateName>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub operator: ::std::option::Option<Operator>,
    #[serde(rename = "type", default, skip_serializing_if = "crate::Field::is_absent")]
    pub type_: crate::Field<TaskRunFilterStateType>,
}
///`TaskRunFilterStateName`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct TaskRunFilterStateName {
    #[serde(rename = "any_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub any: crate::Field<::std::vec::Vec<::std::string::String>>,
}
///`TaskRunFilterStateType`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct TaskRunFilterStateType {
    #[serde(rename = "any_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub any: crate::Field<::std::vec::Vec<StateType>>,
}
///`TaskRunFilterSubFlowRuns`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct TaskRunFilterSubFlowRuns {
    #[serde(
        rename = "exists_",
        default,
        skip_serializing_if = "crate::Field::is_absent"
    )]
    pub exists: crate::Field<bool>,
}
///`TaskRunFilterTags`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct TaskRunFilterTags {
    #[serde(rename = "all_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub all: crate::Field<::std::vec::Vec<::std::string::String>>,
    #[serde(
        rename = "is_null_",
        default,
        skip_serializing_if = "crate::Field::is_absent"
    )]
    pub is_null: crate::Field<bool>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub operator: ::std::option::Option<Operator>,
}
///`TaskRunHistoryBody`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct TaskRunHistoryBody {
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub deployments: ::std::option::Option<DeploymentFilter>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub flow_runs: ::std::option::Option<FlowRunFilter>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub flows: ::std::option::Option<FlowFilter>,
    #[serde(with = "crate::time")]
    pub history_end: ::chrono::DateTime<::chrono::offset::Utc>,
    pub history_interval_seconds: f64,
    #[serde(with = "crate::time")]
    pub history_start: ::chrono::DateTime<::chrono::offset::Utc>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub task_runs: ::std::option::Option<TaskRunFilter>,
}
///`TaskRunLabelsValue`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum TaskRunLabelsValue {
    Boolean(bool),
    Integer(i64),
    Number(f64),
    String(::std::string::String),
}
impl ::std::fmt::Display for TaskRunLabelsValue {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match self {
            Self::Boolean(x) => x.fmt(f),
            Self::Integer(x) => x.fmt(f),
            Self::Number(x) => x.fmt(f),
            Self::String(x) => x.fmt(f),
        }
    }
}
impl ::std::convert::From<bool> for TaskRunLabelsValue {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}
impl ::std::convert::From<i64> for TaskRunLabelsValue {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}
impl ::std::convert::From<f64> for TaskRunLabelsValue {
    fn from(value: f64) -> Self {
        Self::Number(value)
    }
}
///`TaskRunPaginationResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct TaskRunPaginationResponse {
    pub count: i64,
    pub limit: i64,
    pub page: i64,
    pub pages: i64,
    pub results: ::std::vec::Vec<TaskRunResponse>,
}
///`TaskRunPolicy`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
pub struct TaskRunPolicy {
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub max_retries: ::std::option::Option<i64>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub retries: crate::Field<i64>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub retry_delay: crate::Field<TaskRunPolicyRetryDelay>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub retry_delay_seconds: ::std::option::Option<f64>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub retry_jitter_factor: crate::Field<f64>,
}
///`TaskRunPolicyRetryDelay`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum TaskRunPolicyRetryDelay {
    Variant0(i64),
    Variant1(f64),
    Variant2(::std::vec::Vec<i64>),
    Variant3(::std::vec::Vec<f64>),
}
impl ::std::convert::From<i64> for TaskRunPolicyRetryDelay {
    fn from(value: i64) -> Self {
        Self::Variant0(value)
    }
}
impl ::std::convert::From<f64> for TaskRunPolicyRetryDelay {
    fn from(value: f64) -> Self {
        Self::Variant1(value)
    }
}
impl ::std::convert::From<::std::vec::Vec<i64>> for TaskRunPolicyRetryDelay {
    fn from(value: ::std::vec::Vec<i64>) -> Self {
        Self::Variant2(value)
    }
}
impl ::std::convert::From<::std::vec::Vec<f64>> for TaskRunPolicyRetryDelay {
    fn from(value: ::std::vec::Vec<f64>) -> Self {
        Self::Variant3(value)
    }
}
///`TaskRunResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct TaskRunResponse {
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub created: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
    pub empirical_policy: TaskRunPolicy,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub end_time: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
    pub estimated_run_time: f64,
    pub estimated_start_time_delta: f64,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub flow_run_id: ::std::option::Option<::uuid::Uuid>,
    pub id: ::uuid::Uuid,
    pub name: ::std::string::String,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub start_time: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub state: ::std::option::Option<State>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub state_id: ::std::option::Option<::uuid::Uuid>,
    pub tags: ::std::vec::Vec<::std::string::String>,
    pub task_inputs: ::indexmap::IndexMap<
        ::std::string::String,
        ::std::vec::Vec<TaskRunResponseTaskInputsValueItem>,
    >,
    pub task_key: ::std::string::String,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub task_version: ::std::option::Option<::std::string::String>,
    pub total_run_time: f64,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub updated: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
}
///`TaskRunResponseTaskInputsValueItem`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum TaskRunResponseTaskInputsValueItem {
    TaskRunResult(TaskRunResult),
    FlowRunResult(FlowRunResult),
    Parameter(Parameter),
    Constant(Constant),
}
impl ::std::convert::From<TaskRunResult> for TaskRunResponseTaskInputsValueItem {
    fn from(value: TaskRunResult) -> Self {
        Self::TaskRunResult(value)
    }
}
impl ::std::convert::From<FlowRunResult> for TaskRunResponseTaskInputsValueItem {
    fn from(value: FlowRunResult) -> Self {
        Self::FlowRunResult(value)
    }
}
impl ::std::convert::From<Parameter> for TaskRunResponseTaskInputsValueItem {
    fn from(value: Parameter) -> Self {
        Self::Parameter(value)
    }
}
impl ::std::convert::From<Constant> for TaskRunResponseTaskInputsValueItem {
    fn from(value: Constant) -> Self {
        Self::Constant(value)
    }
}
///`TaskRunResult`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct TaskRunResult {
    pub id: ::uuid::Uuid,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub input_type: ::std::option::Option<TaskRunResultInputType>,
}
///`TaskRunResultInputType`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum TaskRunResultInputType {
    #[serde(rename = "task_run")]
    TaskRun,
}
impl ::std::fmt::Display for TaskRunResultInputType {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::TaskRun => f.write_str("task_run"),
        }
    }
}
impl ::std::str::FromStr for TaskRunResultInputType {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "task_run" => Ok(Self::TaskRun),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for TaskRunResultInputType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for TaskRunResultInputType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`TaskRunSort`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum TaskRunSort {
    #[serde(rename = "ID_DESC")]
    IdDesc,
    #[serde(rename = "EXPECTED_START_TIME_ASC")]
    ExpectedStartTimeAsc,
    #[serde(rename = "EXPECTED_START_TIME_DESC")]
    ExpectedStartTimeDesc,
    #[serde(rename = "NAME_ASC")]
    NameAsc,
    #[serde(rename = "NAME_DESC")]
    NameDesc,
    #[serde(rename = "NEXT_SCHEDULED_START_TIME_ASC")]
    NextScheduledStartTimeAsc,
    #[serde(rename = "END_TIME_DESC")]
    EndTimeDesc,
}
impl ::std::fmt::Display for TaskRunSort {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::IdDesc => f.write_str("ID_DESC"),
            Self::ExpectedStartTimeAsc => f.write_str("EXPECTED_START_TIME_ASC"),
            Self::ExpectedStartTimeDesc => f.write_str("EXPECTED_START_TIME_DESC"),
            Self::NameAsc => f.write_str("NAME_ASC"),
            Self::NameDesc => f.write_str("NAME_DESC"),
            Self::NextScheduledStartTimeAsc => {
                f.write_str("NEXT_SCHEDULED_START_TIME_ASC")
            }
            Self::EndTimeDesc => f.write_str("END_TIME_DESC"),
        }
    }
}
impl ::std::str::FromStr for TaskRunSort {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "ID_DESC" => Ok(Self::IdDesc),
            "EXPECTED_START_TIME_ASC" => Ok(Self::ExpectedStartTimeAsc),
            "EXPECTED_START_TIME_DESC" => Ok(Self::ExpectedStartTimeDesc),
            "NAME_ASC" => Ok(Self::NameAsc),
            "NAME_DESC" => Ok(Self::NameDesc),
            "NEXT_SCHEDULED_START_TIME_ASC" => Ok(Self::NextScheduledStartTimeAsc),
            "END_TIME_DESC" => Ok(Self::EndTimeDesc),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for TaskRunSort {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for TaskRunSort {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`TaskRunTaskInputsValueItem`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum TaskRunTaskInputsValueItem {
    TaskRunResult(TaskRunResult),
    FlowRunResult(FlowRunResult),
    Parameter(Parameter),
    Constant(Constant),
}
impl ::std::convert::From<TaskRunResult> for TaskRunTaskInputsValueItem {
    fn from(value: TaskRunResult) -> Self {
        Self::TaskRunResult(value)
    }
}
impl ::std::convert::From<FlowRunResult> for TaskRunTaskInputsValueItem {
    fn from(value: FlowRunResult) -> Self {
        Self::FlowRunResult(value)
    }
}
impl ::std::convert::From<Parameter> for TaskRunTaskInputsValueItem {
    fn from(value: Parameter) -> Self {
        Self::Parameter(value)
    }
}
impl ::std::convert::From<Constant> for TaskRunTaskInputsValueItem {
    fn from(value: Constant) -> Self {
        Self::Constant(value)
    }
}
///`TaskRunUpdate`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct TaskRunUpdate {
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub name: ::std::option::Option<::std::string::String>,
}
///`TimeUnit`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum TimeUnit {
    #[serde(rename = "week")]
    Week,
    #[serde(rename = "day")]
    Day,
    #[serde(rename = "hour")]
    Hour,
    #[serde(rename = "minute")]
    Minute,
    #[serde(rename = "second")]
    Second,
}
impl ::std::fmt::Display for TimeUnit {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::Week => f.write_str("week"),
            Self::Day => f.write_str("day"),
            Self::Hour => f.write_str("hour"),
            Self::Minute => f.write_str("minute"),
            Self::Second => f.write_str("second"),
        }
    }
}
impl ::std::str::FromStr for TimeUnit {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "week" => Ok(Self::Week),
            "day" => Ok(Self::Day),
            "hour" => Ok(Self::Hour),
            "minute" => Ok(Self::Minute),
            "second" => Ok(Self::Second),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for TimeUnit {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for TimeUnit {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`UpdatedBy`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct UpdatedBy {
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub display_value: ::std::option::Option<::std::string::String>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub id: ::std::option::Option<::uuid::Uuid>,
    #[serde(rename = "type", deserialize_with = "::std::option::Option::deserialize")]
    pub type_: ::std::option::Option<::std::string::String>,
}
///`Variable`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct Variable {
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub created: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
    pub id: ::uuid::Uuid,
    pub name: ::std::string::String,
    pub tags: ::std::vec::Vec<::std::string::String>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub updated: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
    pub value: ::serde_json::Value,
}
///`VariableCreate`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct VariableCreate {
    pub name: ::std::string::String,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub tags: ::std::option::Option<::std::vec::Vec<::std::string::String>>,
    pub value: ::serde_json::Value,
}
///`VariableFilter`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct VariableFilter {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub id: crate::Field<VariableFilterId>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub name: crate::Field<VariableFilterName>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub operator: ::std::option::Option<Operator>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub tags: crate::Field<VariableFilterTags>,
}
///`VariableFilterId`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct VariableFilterId {
    #[serde(rename = "any_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub any: crate::Field<::std::vec::Vec<::uuid::Uuid>>,
}
///`VariableFilterName`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct VariableFilterName {
    #[serde(rename = "any_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub any: crate::Field<::std::vec::Vec<::std::string::String>>,
    #[serde(rename = "like_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub like: crate::Field<::std::string::String>,
}
///`VariableFilterTags`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct VariableFilterTags {
    #[serde(rename = "all_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub all: crate::Field<::std::vec::Vec<::std::string::String>>,
    #[serde(
        rename = "is_null_",
        default,
        skip_serializing_if = "crate::Field::is_absent"
    )]
    pub is_null: crate::Field<bool>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub operator: ::std::option::Option<Operator>,
}
///`VariableSort`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum VariableSort {
    #[serde(rename = "CREATED_DESC")]
    CreatedDesc,
    #[serde(rename = "UPDATED_DESC")]
    UpdatedDesc,
    #[serde(rename = "NAME_DESC")]
    NameDesc,
    #[serde(rename = "NAME_ASC")]
    NameAsc,
}
impl ::std::fmt::Display for VariableSort {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::CreatedDesc => f.write_str("CREATED_DESC"),
            Self::UpdatedDesc => f.write_str("UPDATED_DESC"),
            Self::NameDesc => f.write_str("NAME_DESC"),
            Self::NameAsc => f.write_str("NAME_ASC"),
        }
    }
}
impl ::std::str::FromStr for VariableSort {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "CREATED_DESC" => Ok(Self::CreatedDesc),
            "UPDATED_DESC" => Ok(Self::UpdatedDesc),
            "NAME_DESC" => Ok(Self::NameDesc),
            "NAME_ASC" => Ok(Self::NameAsc),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for VariableSort {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for VariableSort {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`VariableUpdate`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct VariableUpdate {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub name: crate::Field<::std::string::String>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub tags: crate::Field<::std::vec::Vec<::std::string::String>>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub value: crate::Field<::serde_json::Value>,
}
///`VersionInfo`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct VersionInfo {
    #[serde(rename = "type")]
    pub type_: ::std::string::String,
    pub version: ::std::string::String,
}
///`WorkPoolConcurrencyStatus`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct WorkPoolConcurrencyStatus {
    pub active_slots: i64,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub concurrency_limit: ::std::option::Option<i64>,
    pub count: i64,
    pub limit: i64,
    pub page: i64,
    pub pages: i64,
    pub queues: ::std::vec::Vec<WorkQueueConcurrencyStatusDetail>,
}
///`WorkPoolCreate`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct WorkPoolCreate {
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub base_job_template: ::std::option::Option<
        ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    >,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub concurrency_limit: crate::Field<i64>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub description: crate::Field<::std::string::String>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub is_paused: ::std::option::Option<bool>,
    pub name: ::std::string::String,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub storage_configuration: ::std::option::Option<WorkPoolStorageConfiguration>,
    #[serde(
        rename = "type",
        default,
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub type_: ::std::option::Option<::std::string::String>,
}
///`WorkPoolFilter`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct WorkPoolFilter {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub id: crate::Field<WorkPoolFilterId>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub name: crate::Field<WorkPoolFilterName>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub operator: ::std::option::Option<Operator>,
    #[serde(rename = "type", default, skip_serializing_if = "crate::Field::is_absent")]
    pub type_: crate::Field<WorkPoolFilterType>,
}
///`WorkPoolFilterId`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct WorkPoolFilterId {
    #[serde(rename = "any_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub any: crate::Field<::std::vec::Vec<::uuid::Uuid>>,
}
///`WorkPoolFilterName`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct WorkPoolFilterName {
    #[serde(rename = "any_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub any: crate::Field<::std::vec::Vec<::std::string::String>>,
}
///`WorkPoolFilterType`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct WorkPoolFilterType {
    #[serde(rename = "any_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub any: crate::Field<::std::vec::Vec<::std::string::String>>,
}
///`WorkPoolResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct WorkPoolResponse {
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub active_slots: ::std::option::Option<i64>,
    pub base_job_template: ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub concurrency_limit: ::std::option::Option<i64>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub created: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub default_queue_id: ::std::option::Option<::uuid::Uuid>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub description: ::std::option::Option<::std::string::String>,
    pub id: ::uuid::Uuid,
    pub is_paused: bool,
    pub name: ::std::string::String,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub status: ::std::option::Option<WorkPoolStatus>,
    pub storage_configuration: WorkPoolStorageConfiguration,
    #[serde(rename = "type")]
    pub type_: ::std::string::String,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub updated: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
}
///`WorkPoolStatus`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum WorkPoolStatus {
    #[serde(rename = "READY")]
    Ready,
    #[serde(rename = "NOT_READY")]
    NotReady,
    #[serde(rename = "PAUSED")]
    Paused,
}
impl ::std::fmt::Display for WorkPoolStatus {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::Ready => f.write_str("READY"),
            Self::NotReady => f.write_str("NOT_READY"),
            Self::Paused => f.write_str("PAUSED"),
        }
    }
}
impl ::std::str::FromStr for WorkPoolStatus {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "READY" => Ok(Self::Ready),
            "NOT_READY" => Ok(Self::NotReady),
            "PAUSED" => Ok(Self::Paused),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for WorkPoolStatus {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for WorkPoolStatus {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`WorkPoolStorageConfiguration`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct WorkPoolStorageConfiguration {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub bundle_execution_step: crate::Field<
        ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    >,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub bundle_upload_step: crate::Field<
        ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    >,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub default_result_storage_block_id: crate::Field<::uuid::Uuid>,
}
///`WorkPoolUpdate`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct WorkPoolUpdate {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub base_job_template: crate::Field<
        ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    >,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub concurrency_limit: crate::Field<i64>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub description: crate::Field<::std::string::String>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub is_paused: crate::Field<bool>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub storage_configuration: crate::Field<WorkPoolStorageConfiguration>,
}
///`WorkQueue`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct WorkQueue {
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub concurrency_limit: ::std::option::Option<i64>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub created: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub description: ::std::option::Option<::std::string::String>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub filter: ::std::option::Option<QueueFilter>,
    pub id: ::uuid::Uuid,
    pub is_paused: bool,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub last_polled: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
    pub name: ::std::string::String,
    pub priority: i64,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub updated: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub work_pool_id: ::std::option::Option<::uuid::Uuid>,
}
///`WorkQueueConcurrencyStatus`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct WorkQueueConcurrencyStatus {
    pub active_slots: i64,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub concurrency_limit: ::std::option::Option<i64>,
    pub count: i64,
    pub flow_runs: ::std::vec::Vec<FlowRunSlotSummary>,
    pub limit: i64,
    pub page: i64,
    pub pages: i64,
}
///`WorkQueueConcurrencyStatusDetail`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct WorkQueueConcurrencyStatusDetail {
    pub active_slots: i64,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub concurrency_limit: ::std::option::Option<i64>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub flow_run_count: ::std::option::Option<i64>,
    pub flow_runs: ::std::vec::Vec<FlowRunSlotSummary>,
    pub queue_id: ::uuid::Uuid,
    pub queue_name: ::std::string::String,
}
///`WorkQueueCreate`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct WorkQueueCreate {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub concurrency_limit: crate::Field<i64>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub description: crate::Field<::std::string::String>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub filter: crate::Field<QueueFilter>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub is_paused: ::std::option::Option<bool>,
    pub name: ::std::string::String,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub priority: crate::Field<i64>,
}
///`WorkQueueFilter`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct WorkQueueFilter {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub id: crate::Field<WorkQueueFilterId>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub name: crate::Field<WorkQueueFilterName>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub operator: ::std::option::Option<Operator>,
}
///`WorkQueueFilterId`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct WorkQueueFilterId {
    #[serde(rename = "any_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub any: crate::Field<::std::vec::Vec<::uuid::Uuid>>,
}
///`WorkQueueFilterName`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct WorkQueueFilterName {
    #[serde(rename = "any_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub any: crate::Field<::std::vec::Vec<::std::string::String>>,
    #[serde(
        rename = "startswith_",
        default,
        skip_serializing_if = "crate::Field::is_absent"
    )]
    pub startswith: crate::Field<::std::vec::Vec<::std::string::String>>,
}
///`WorkQueueHealthPolicy`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct WorkQueueHealthPolicy {
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub maximum_late_runs: ::std::option::Option<i64>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub maximum_seconds_since_last_polled: ::std::option::Option<i64>,
}
///`WorkQueueResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct WorkQueueResponse {
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub active_slots: ::std::option::Option<i64>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub concurrency_limit: ::std::option::Option<i64>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub created: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub description: ::std::option::Option<::std::string::String>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub filter: ::std::option::Option<QueueFilter>,
    pub id: ::uuid::Uuid,
    pub is_paused: bool,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub last_polled: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
    pub name: ::std::string::String,
    pub priority: i64,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub status: ::std::option::Option<WorkQueueStatus>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub updated: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub work_pool_id: ::std::option::Option<::uuid::Uuid>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub work_pool_name: ::std::option::Option<::std::string::String>,
}
///`WorkQueueStatus`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum WorkQueueStatus {
    #[serde(rename = "READY")]
    Ready,
    #[serde(rename = "NOT_READY")]
    NotReady,
    #[serde(rename = "PAUSED")]
    Paused,
}
impl ::std::fmt::Display for WorkQueueStatus {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::Ready => f.write_str("READY"),
            Self::NotReady => f.write_str("NOT_READY"),
            Self::Paused => f.write_str("PAUSED"),
        }
    }
}
impl ::std::str::FromStr for WorkQueueStatus {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "READY" => Ok(Self::Ready),
            "NOT_READY" => Ok(Self::NotReady),
            "PAUSED" => Ok(Self::Paused),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for WorkQueueStatus {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for WorkQueueStatus {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///`WorkQueueStatusDetail`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct WorkQueueStatusDetail {
    pub health_check_policy: WorkQueueHealthPolicy,
    pub healthy: bool,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub last_polled: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
    pub late_runs_count: i64,
}
///`WorkQueueUpdate`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct WorkQueueUpdate {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub concurrency_limit: crate::Field<i64>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub description: crate::Field<::std::string::String>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub filter: crate::Field<QueueFilter>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub is_paused: ::std::option::Option<bool>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub last_polled: crate::Field<::chrono::DateTime<::chrono::offset::Utc>>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub name: crate::Field<::std::string::String>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub priority: crate::Field<i64>,
}
///`WorkerFilter`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct WorkerFilter {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub last_heartbeat_time: crate::Field<WorkerFilterLastHeartbeatTime>,
    #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
    pub operator: ::std::option::Option<Operator>,
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub status: crate::Field<WorkerFilterStatus>,
}
///`WorkerFilterLastHeartbeatTime`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct WorkerFilterLastHeartbeatTime {
    #[serde(rename = "after_", default, skip_serializing_if = "crate::Field::is_absent")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub after: crate::Field<::chrono::DateTime<::chrono::offset::Utc>>,
    #[serde(
        rename = "before_",
        default,
        skip_serializing_if = "crate::Field::is_absent"
    )]
    #[serde(serialize_with = "crate::time::serialize")]
    pub before: crate::Field<::chrono::DateTime<::chrono::offset::Utc>>,
}
///`WorkerFilterStatus`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct WorkerFilterStatus {
    #[serde(rename = "any_", default, skip_serializing_if = "crate::Field::is_absent")]
    pub any: crate::Field<::std::vec::Vec<WorkerStatus>>,
    #[serde(
        rename = "not_any_",
        default,
        skip_serializing_if = "crate::Field::is_absent"
    )]
    pub not_any: crate::Field<::std::vec::Vec<WorkerStatus>>,
}
///`WorkerFlowRunResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct WorkerFlowRunResponse {
    pub flow_run: FlowRun,
    pub work_pool_id: ::uuid::Uuid,
    pub work_queue_id: ::uuid::Uuid,
}
///`WorkerHeartbeatBody`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct WorkerHeartbeatBody {
    #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
    pub heartbeat_interval_seconds: crate::Field<i64>,
    pub name: ::std::string::String,
}
///`WorkerResponse`
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
pub struct WorkerResponse {
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub created: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    pub heartbeat_interval_seconds: ::std::option::Option<i64>,
    pub id: ::uuid::Uuid,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub last_heartbeat_time: ::std::option::Option<
        ::chrono::DateTime<::chrono::offset::Utc>,
    >,
    pub name: ::std::string::String,
    pub status: WorkerStatus,
    #[serde(deserialize_with = "::std::option::Option::deserialize")]
    #[serde(serialize_with = "crate::time::serialize")]
    pub updated: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
    pub work_pool_id: ::uuid::Uuid,
}
///`WorkerStatus`
#[derive(
    ::serde::Deserialize,
    ::serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum WorkerStatus {
    #[serde(rename = "ONLINE")]
    Online,
    #[serde(rename = "OFFLINE")]
    Offline,
}
impl ::std::fmt::Display for WorkerStatus {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::Online => f.write_str("ONLINE"),
            Self::Offline => f.write_str("OFFLINE"),
        }
    }
}
impl ::std::str::FromStr for WorkerStatus {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "ONLINE" => Ok(Self::Online),
            "OFFLINE" => Ok(Self::Offline),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for WorkerStatus {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for WorkerStatus {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
/// Error types.
pub mod error {
    /// Error from a `TryFrom` or `FromStr` implementation.
    pub struct ConversionError(::std::borrow::Cow<'static, str>);
    impl ::std::error::Error for ConversionError {}
    impl ::std::fmt::Display for ConversionError {
        fn fmt(
            &self,
            f: &mut ::std::fmt::Formatter<'_>,
        ) -> Result<(), ::std::fmt::Error> {
            ::std::fmt::Display::fmt(&self.0, f)
        }
    }
    impl ::std::fmt::Debug for ConversionError {
        fn fmt(
            &self,
            f: &mut ::std::fmt::Formatter<'_>,
        ) -> Result<(), ::std::fmt::Error> {
            ::std::fmt::Debug::fmt(&self.0, f)
        }
    }
    impl From<&'static str> for ConversionError {
        fn from(value: &'static str) -> Self {
            Self(value.into())
        }
    }
    impl From<String> for ConversionError {
        fn from(value: String) -> Self {
            Self(value.into())
        }
    }
}
