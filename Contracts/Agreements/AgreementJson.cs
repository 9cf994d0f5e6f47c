using System.Text.Json.Serialization;

namespace Mithaq.Contracts.Agreements;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
// Formation
[JsonSerializable(typeof(DraftAgreement))]
[JsonSerializable(typeof(DraftSpecific))]
[JsonSerializable(typeof(AgreementDrafted))]
[JsonSerializable(typeof(SetParties))]
[JsonSerializable(typeof(PartiesSet))]
[JsonSerializable(typeof(SetSubstance))]
[JsonSerializable(typeof(SubstanceSet))]
[JsonSerializable(typeof(SetTerm))]
[JsonSerializable(typeof(TermSet))]
[JsonSerializable(typeof(SetGovernance))]
[JsonSerializable(typeof(GovernanceSet))]
[JsonSerializable(typeof(SetCommitments))]
[JsonSerializable(typeof(CommitmentsSet))]
[JsonSerializable(typeof(SetFunding))]
[JsonSerializable(typeof(FundingSet))]
[JsonSerializable(typeof(SetFormalities))]
[JsonSerializable(typeof(FormalitiesSet))]
[JsonSerializable(typeof(ReviseText))]
[JsonSerializable(typeof(TextRevised))]
[JsonSerializable(typeof(RecordReference))]
[JsonSerializable(typeof(ReferenceRecorded))]
[JsonSerializable(typeof(WithdrawAgreement))]
[JsonSerializable(typeof(AgreementWithdrawn))]
[JsonSerializable(typeof(OpenSpecific))]
[JsonSerializable(typeof(SpecificOpened))]
[JsonSerializable(typeof(ActRecordedFor))]
[JsonSerializable(typeof(ConfirmRecordedActs))]
[JsonSerializable(typeof(RecordedActsConfirmed))]
// Review
[JsonSerializable(typeof(SendToReview))]
[JsonSerializable(typeof(SentToReview))]
[JsonSerializable(typeof(CommentOnClause))]
[JsonSerializable(typeof(ClauseCommented))]
[JsonSerializable(typeof(ResolveComment))]
[JsonSerializable(typeof(CommentResolved))]
[JsonSerializable(typeof(RequestChanges))]
[JsonSerializable(typeof(ChangesRequested))]
[JsonSerializable(typeof(ApproveText))]
[JsonSerializable(typeof(TextStepApproved))]
[JsonSerializable(typeof(TextApproved))]
[JsonSerializable(typeof(EveryPartyApproved))]
// Signing
[JsonSerializable(typeof(ScheduleSigning))]
[JsonSerializable(typeof(SigningScheduled))]
[JsonSerializable(typeof(SignText))]
[JsonSerializable(typeof(TextSigned))]
[JsonSerializable(typeof(EveryPartySigned))]
[JsonSerializable(typeof(AcknowledgeOriginal))]
[JsonSerializable(typeof(OriginalAcknowledged))]
[JsonSerializable(typeof(AgreementCameIntoForce))]
// Formalities
[JsonSerializable(typeof(RecordFormality))]
[JsonSerializable(typeof(FormalityGranted))]
[JsonSerializable(typeof(FormalityRefused))]
[JsonSerializable(typeof(FormalityDeemed))]
[JsonSerializable(typeof(AgreementVoided))]
[JsonSerializable(typeof(TextReopened))]
[JsonSerializable(typeof(AgreementReinstated))]
// Commitments
// Funding
// Addenda
// Term
// Evaluation and closing
internal sealed partial class AgreementJson : JsonSerializerContext;
