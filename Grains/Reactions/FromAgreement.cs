using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Agreements;

namespace Mithaq.Grains.Reactions;

/// <summary>What an agreement brings about elsewhere.</summary>
internal static class FromAgreement
{
    public static IEnumerable<Effect> Drafts(Agreement framework, SpecificOpened e) =>
    [
        new Effect.To(e.Agreement, new DraftSpecific(
            e.Title, framework.Zone, framework.Currency, e.OpenedBy, e.Parties, new(framework.Id, e.Axes, e.FrameworkEnds, e.SurvivesParent))),
    ];

    /// <summary>The suspension of named commitments is the framework's own affair.</summary>
    public static IEnumerable<Effect> Suspends(GrainId framework, AgreementSuspended e) =>
        e.Commitments.Count > 0 ? [] : Specifics(framework, new NoteFrameworkSuspended(e.ActDate, e.Reason, e.ExtendsTerm));

    /// <summary>Not while another suspension holds the framework still.</summary>
    public static IEnumerable<Effect> Resumes(Agreement framework, AgreementResumed e) =>
        framework.Stage is AgreementStage.Suspended ? [] : Specifics(framework.Id, new NoteFrameworkResumed(e.ActDate));

    public static IEnumerable<Effect> ChangesTerm(GrainId framework, AgreementResumed e) => Specifics(framework, new NoteFrameworkTermChanged(e.Ends));

    public static IEnumerable<Effect> ChangesTerm(GrainId framework, TermRenewed e) => Specifics(framework, new NoteFrameworkTermChanged(e.Ends));

    public static IEnumerable<Effect> ChangesTerm(GrainId framework, EndFixed e) => Specifics(framework, new NoteFrameworkTermChanged(e.On));

    public static IEnumerable<Effect> ChangesTerm(GrainId framework, AddendumApplied e) => Specifics(framework, new NoteFrameworkTermChanged(e.Ends));

    public static IEnumerable<Effect> Ends(GrainId framework, AgreementEnded e) => Specifics(framework, new NoteFrameworkEnded(e.On));

    public static IEnumerable<Effect> Ends(GrainId framework, AgreementVoided e) => Specifics(framework, new NoteFrameworkEnded(e.On));

    public static IEnumerable<Effect> Leaves(Agreement specific, AgreementClosed _) => Leaves(specific);

    public static IEnumerable<Effect> Leaves(Agreement specific, AgreementWithdrawn _) => Leaves(specific);

    public static IEnumerable<Effect> Leaves(Agreement specific, AgreementVoided _) => Leaves(specific);

    private static IEnumerable<Effect> Leaves(Agreement specific) =>
        specific.Parentage is { } parentage ? [new Effect.To(parentage.Framework, new NoteSpecificClosed(specific.Id))] : [];

    private static IEnumerable<Effect> Specifics(GrainId framework, ISystemCommand command) => [Effect.EachOf(framework, command)];
}
