using FsCheck;
using FsCheck.Fluent;
using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Contracts.Publishing;
using Mithaq.Grains.Kernel;
using Mithaq.Grains.Tests.Agreements.Lives;

namespace Mithaq.Grains.Tests.Hearing;

/// <summary>Whatever happens in an agreement.</summary>
public sealed class HearingProperties
{
    [Fact]
    public void Nobody_outside_the_audience_ever_hears_nor_who_acted_nor_anybody_twice()
    {
        var heard = new HashSet<Type>();
        Prop.ForAll(Life.Any(10, 80), life =>
        {
            life.Live(attempt =>
            {
                if (attempt.Outcome.Refusal is not null) return;
                var before = ((IAmongParties)attempt.Before.State<object>()).PartyIds;
                var after = ((IAmongParties)attempt.Outcome.ThenAccepted().State<object>()).PartyIds;
                foreach (var (occurrence, told) in attempt.Before.Heard(attempt.Outcome.Events, attempt.By))
                {
                    var happened = occurrence.Event;
                    if (told.Count > 0) heard.Add(happened.GetType());
                    told.ShouldAllBe(t => before.Contains(t.Organisation) || after.Contains(t.Organisation), happened.ToString());
                    if (Audiences.Of(happened.GetType()) is Audience.Own) told.ShouldAllBe(t => t.Organisation == attempt.By.Party, happened.ToString());
                    if (attempt.By.Kind is ActorKind.Person) told.ShouldAllBe(t => t.Person != attempt.By.Person, happened.ToString());
                    told.ShouldAllBe(t => t.Person != null);
                    told.Select(t => t.Person).ShouldBeUnique();
                }
            });
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(150).WithReplay(2026, 1));
        // Always the same lives: so it is known that they have something to say.
        heard.Count.ShouldBeGreaterThan(40);
        heard.ShouldContain(typeof(TextStepApproved));
    }
}
