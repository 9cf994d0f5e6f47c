using Mithaq.Contracts.Publishing;

namespace Mithaq.Contracts.Agreements;

/// <summary>A complete draft goes to the parties; each answers within the agreement's review days.</summary>
public sealed record SendToReview : IAgreementCommand;

/// <param name="On">The local date from which the parties' days count.</param>
/// <param name="AnswerBy">The local date by which each party approves or asks for changes.</param>
public sealed record SentToReview(int Version, Sha256 Text, DateOnly On, DateOnly AnswerBy) : IAgreementEvent;

/// <summary>A remark on a clause, ≤ 2,000 characters.</summary>
public sealed record CommentOnClause(string Clause, string Text) : IAgreementCommand;

public sealed record ClauseCommented(Guid Comment, OrganisationId Party, int Version, string Clause, string Text) : IAgreementEvent;

public sealed record ResolveComment(Guid Comment) : IAgreementCommand;

public sealed record CommentResolved(Guid Comment, OrganisationId Party) : IAgreementEvent;

/// <summary>A party asks for changes: back to draft, and every approval is void.</summary>
public sealed record RequestChanges(string Reason) : IAgreementCommand;

public sealed record ChangesRequested(OrganisationId Party, int Version, string Reason) : IAgreementEvent;

/// <summary>The next one of a party's approval chain approves this version of the text.</summary>
public sealed record ApproveText(Sha256 Text) : IAgreementCommand;

/// <summary>One step inside a party: internal to it.</summary>
[Audience(Audience.Own)]
public sealed record TextStepApproved(OrganisationId Party, Role Step, Sha256 Text) : IAgreementEvent;

public sealed record TextApproved(OrganisationId Party, Sha256 Text) : IAgreementEvent;

public sealed record EveryPartyApproved(int Version, Sha256 Text) : IAgreementEvent;
