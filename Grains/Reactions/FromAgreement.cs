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

    public static IEnumerable<Effect> Suspends(GrainId framework, AgreementSuspended e) =>
        AgreementNews.Suspended(framework, e, new NoteFrameworkSuspended(e.ActDate, e.Reason, e.ExtendsTerm));

    public static IEnumerable<Effect> Resumes(Agreement framework, AgreementResumed e) => AgreementNews.Resumed(framework, new NoteFrameworkResumed(e.ActDate));

    public static IEnumerable<Effect> ChangesTerm(GrainId framework, AgreementResumed e) => AgreementNews.Each(framework, new NoteFrameworkTermChanged(e.Ends));

    public static IEnumerable<Effect> ChangesTerm(GrainId framework, TermRenewed e) => AgreementNews.Each(framework, new NoteFrameworkTermChanged(e.Ends));

    public static IEnumerable<Effect> ChangesTerm(GrainId framework, EndFixed e) => AgreementNews.Each(framework, new NoteFrameworkTermChanged(e.On));

    public static IEnumerable<Effect> ChangesTerm(GrainId framework, AddendumApplied e) => AgreementNews.Each(framework, new NoteFrameworkTermChanged(e.Ends));

    public static IEnumerable<Effect> Ends(GrainId framework, AgreementEnded e) => AgreementNews.Each(framework, new NoteFrameworkEnded(e.On));

    public static IEnumerable<Effect> Ends(GrainId framework, AgreementVoided e) => AgreementNews.Each(framework, new NoteFrameworkEnded(e.On));

    public static IEnumerable<Effect> RunsOn(GrainId framework, Rectified e) =>
        AgreementNews.EndRectified(framework, e, new NoteFrameworkEndRectified(e.Reason, e.ActDate));

    public static IEnumerable<Effect> Returns(Agreement specific, AgreementReinstated _) =>
        specific.Parentage is { } parentage ? [new Effect.To(parentage.Framework, new NoteSpecificReinstated(specific.Id))] : [];

    public static IEnumerable<Effect> Leaves(Agreement specific, AgreementClosed _) => Leaves(specific);

    public static IEnumerable<Effect> Leaves(Agreement specific, AgreementWithdrawn _) => Leaves(specific);

    public static IEnumerable<Effect> Leaves(Agreement specific, AgreementVoided _) => Leaves(specific);

    private static IEnumerable<Effect> Leaves(Agreement specific) =>
        specific.Parentage is { } parentage ? [new Effect.To(parentage.Framework, new NoteSpecificClosed(specific.Id))] : [];
}
