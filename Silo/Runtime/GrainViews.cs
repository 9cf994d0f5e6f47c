using Mithaq.Contracts;
using Mithaq.Grains.Kernel;

namespace Mithaq.Silo.Runtime;

/// <summary>What a reader sees of a grain, with what may be done now.</summary>
internal static class GrainViews
{
    public static readonly ReadAnswer NotFound = new ReadAnswer.Refused(Refusal.Of(Refusals.NotFound));
    public static readonly ReadAnswer Unavailable = new ReadAnswer.Refused(Refusal.Of(Refusals.Unavailable));

    /// <param name="current">Finds the state as of the journal's head.</param>
    public static async ValueTask<ReadAnswer> Of(
        GrainId grain, Actor actor, ActivationServices services, Func<CancellationToken, ValueTask<GrainState>> current, CancellationToken stop)
    {
        try
        {
            var state = await current(stop);
            if (state.Version == 0) return NotFound;
            var context = await ContextOf(grain, state, actor, services, stop);
            var rules = state.Rules;
            return new ReadAnswer.Found(new(
                grain, rules.StageOf(state.State), state.Version, state.Position, state.State, rules.OpenItems(state.State), rules.Allowed(state.State, context)));
        }
        catch (Exception e) when (e is UnknownEventException || Failures.IsOfStore(e))
        {
            return Unavailable;
        }
    }

    /// <summary>The facts that a caller's permissions rest on, as of the journal's head. Never for making ids: a read has no command.</summary>
    private static async ValueTask<Context> ContextOf(GrainId grain, GrainState current, Actor actor, ActivationServices services, CancellationToken stop)
    {
        var facts = await services.Facts.Of(grain, current, null, actor, stop);
        var heads = await services.Journal.Heads([.. facts.Read.Select(r => r.Stream)], stop);
        if (services.Facts.ForgetBehind(facts.Read, heads)) facts = await services.Facts.Of(grain, current, null, actor, stop);
        return facts.Context(actor, services.Clock.GetUtcNow(), Guid.Empty, services.Zones);
    }
}
