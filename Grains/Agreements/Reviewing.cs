using System.Collections.Immutable;
using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Agreements;

/// <summary>Where the parties stand with the version on the table.</summary>
/// <param name="Steps">Roles of a party's chain that approved it, in order.</param>
/// <param name="OpenComments">Remarks not yet resolved; their words are in the journal.</param>
public sealed record ReviewState(
    DateOnly Since, DateOnly AnswerBy, ImmutableDictionary<OrganisationId, ImmutableArray<Role>> Steps, PartyApprovals Approved,
    ImmutableHashSet<Guid> OpenComments)
{
    public static ReviewState None { get; } = new(default, default, ImmutableDictionary<OrganisationId, ImmutableArray<Role>>.Empty, PartyApprovals.None, []);

    public ImmutableArray<Role> StepsOf(OrganisationId party) => Steps.TryGetValue(party, out var steps) ? steps : [];

    /// <summary>The role whose turn it is inside a party, or null when it has approved.</summary>
    public static Role? NextStep(Agreement agreement, OrganisationId party)
    {
        if (agreement.Review.Approved.Has(party)) return null;
        var chain = agreement.Party(party).ApprovalChain is { Count: > 0 } own ? own : [Role.Coordinator];
        return chain.ElementAtOrDefault(agreement.Review.StepsOf(party).Length);
    }
}

/// <summary>Invariants: approvals are always of the text on the table; all parties approved ⇔ stage Approved or later.</summary>
internal static class Reviewing
{
    public static Decision Send(Agreement agreement, SendToReview command, Context context)
    {
        if (Completeness.Refuses(agreement) is { } refusal) return refusal;
        var today = context.Today(agreement.Zone);
        return [new SentToReview(agreement.Text.Number, agreement.Text.Hash, today, today.AddDays(agreement.Governance.ReviewDays))];
    }

    public static Decision Comment(Agreement agreement, CommentOnClause command, Context context)
    {
        var check = new Check().Text("/text", command.Text, 2000).Text("/clause", command.Clause, 20);
        if (check.Refusal is { } invalid) return invalid;
        return agreement.Text.Clauses.Any(c => c.Number == command.Clause)
            ? [new ClauseCommented(context.NewId(0), context.Actor.Party, agreement.Text.Number, command.Clause, command.Text)]
            : Refusal.Of(AgreementRefusals.UnknownClause, ("clause", command.Clause));
    }

    public static Decision Resolve(Agreement agreement, ResolveComment command, Context context) =>
        agreement.Review.OpenComments.Contains(command.Comment)
            ? [new CommentResolved(command.Comment, context.Actor.Party)]
            : Refusal.Of(AgreementRefusals.UnknownComment, ("comment", command.Comment));

    public static Decision RequestChanges(Agreement agreement, RequestChanges command, Context context)
    {
        if (new Check().Text("/reason", command.Reason, 2000).Refusal is { } invalid) return invalid;
        return agreement.Signing.Signatures.IsEmpty
            ? [new ChangesRequested(context.Actor.Party, agreement.Text.Number, command.Reason)]
            : Refusal.Of(AgreementRefusals.AlreadySignedByAParty);
    }

    public static Decision Approve(Agreement agreement, ApproveText command, Context context)
    {
        var party = context.Actor.Party;
        if (command.Text != agreement.Text.Hash) return Refusal.Of(AgreementRefusals.OtherText, ("version", agreement.Text.Number));
        if (ReviewState.NextStep(agreement, party) is not { } step) return Refusal.Of(AgreementRefusals.AlreadyApproved, ("organisation", party));

        var events = new List<IEvent> { new TextStepApproved(party, step, command.Text) };
        var chain = agreement.Party(party).ApprovalChain?.Count ?? 0;
        if (agreement.Review.StepsOf(party).Length + 1 >= Math.Max(chain, 1))
        {
            events.Add(new TextApproved(party, command.Text));
            if (agreement.Review.Approved.Add(party).AreOfAll(agreement.PartyIds)) events.Add(new EveryPartyApproved(agreement.Text.Number, command.Text));
        }
        return Decision.Of(events);
    }

    public static Agreement Apply(Agreement agreement, SentToReview e) =>
        agreement with { Stage = AgreementStage.Review, Review = ReviewState.None with { Since = e.On, AnswerBy = e.AnswerBy, OpenComments = agreement.Review.OpenComments } };

    public static Agreement Apply(Agreement agreement, ClauseCommented e) =>
        agreement with { Review = agreement.Review with { OpenComments = agreement.Review.OpenComments.Add(e.Comment) } };

    public static Agreement Apply(Agreement agreement, CommentResolved e) =>
        agreement with { Review = agreement.Review with { OpenComments = agreement.Review.OpenComments.Remove(e.Comment) } };

    public static Agreement Apply(Agreement agreement, ChangesRequested _) => BackToDraft(agreement);

    public static Agreement Apply(Agreement agreement, TextStepApproved e) =>
        agreement with { Review = agreement.Review with { Steps = agreement.Review.Steps.SetItem(e.Party, agreement.Review.StepsOf(e.Party).Add(e.Step)) } };

    public static Agreement Apply(Agreement agreement, TextApproved e) =>
        agreement with { Review = agreement.Review with { Approved = agreement.Review.Approved.Add(e.Party) } };

    public static Agreement Apply(Agreement agreement, EveryPartyApproved _) => agreement with { Stage = AgreementStage.Approved };

    /// <summary>Every approval, signature and formality of the old version is void.</summary>
    public static Agreement BackToDraft(Agreement agreement) => agreement with
    {
        Stage = AgreementStage.Draft,
        Review = ReviewState.None with { OpenComments = agreement.Review.OpenComments },
        Signing = SigningState.None,
        FormalityResults = agreement.FormalityResults.Clear(),
    };

    public static IEnumerable<OpenItem> OpenItems(Agreement agreement) => agreement.Stage is AgreementStage.Review
        ? agreement.Review.Approved.Missing(agreement.PartyIds).Select(party => agreement.Item(
            $"review:{agreement.Text.Number}:{party}", DeadlineKind.ReviewAnswer, [party], ReviewState.NextStep(agreement, party) ?? Role.Coordinator,
            agreement.Review.Since, agreement.Review.AnswerBy))
        : [];
}
