using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Agreements;

namespace Mithaq.Grains.Reactions;

/// <summary>What every kind of grain under an agreement hears of it alike, each by commands of its own.</summary>
internal static class AgreementNews
{
    private static readonly string Ended = MessageNames.Of(typeof(AgreementEnded));

    /// <summary>The suspension of named commitments is the agreement's own affair.</summary>
    public static IEnumerable<Effect> Suspended(GrainId agreement, AgreementSuspended e, ISystemCommand note) => e.Commitments.Count > 0 ? [] : Each(agreement, note);

    /// <summary>Not while another suspension holds it still.</summary>
    public static IEnumerable<Effect> Resumed(Agreement agreement, ISystemCommand note) => agreement.Stage is AgreementStage.Suspended ? [] : Each(agreement.Id, note);

    /// <summary>Its end was put right; what became of it instead is told after this.</summary>
    public static IEnumerable<Effect> EndRectified(GrainId agreement, Rectified e, ISystemCommand note) => e.Event == Ended ? Each(agreement, note) : [];

    public static IEnumerable<Effect> Each(GrainId agreement, ISystemCommand note) => [Effect.EachOf(agreement, note)];
}

/// <summary>What they hear of its parties.</summary>
/// <param name="note">Joined alone: acceded; left alone: withdrew; left and succeeded by: another stands in its place.</param>
internal sealed class PartyNews(Func<OrganisationId?, OrganisationId?, OrganisationId?, ISystemCommand> note)
{
    public IEnumerable<Effect> Join(GrainId agreement, PartyAcceded e) => AgreementNews.Each(agreement, note(e.Party.Organisation, null, null));

    public IEnumerable<Effect> Leave(GrainId agreement, PartyWithdrew e) => AgreementNews.Each(agreement, note(null, e.Party, null));

    public IEnumerable<Effect> Succeed(GrainId agreement, PartySucceeded e) => AgreementNews.Each(agreement, note(null, e.From, e.To));
}
