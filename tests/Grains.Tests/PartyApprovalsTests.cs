using FsCheck;
using FsCheck.Fluent;
using Mithaq.Contracts;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Tests;

public class PartyApprovalsTests
{
    private static readonly OrganisationId[] Organisations = [new("ads"), new("hcar"), new("ocp"), new("um6p")];
    private static readonly DateOnly Day = new(2026, 11, 1);

    /// <summary>An approval of a party, a party that leaves, a party whose place another takes.</summary>
    private static readonly Gen<(int Kind, OrganisationId One, OrganisationId Other, DateOnly? On)> Change =
        from kind in Gen.Choose(0, 2)
        from one in Gen.Elements(Organisations)
        from other in Gen.Elements(Organisations)
        from day in Gen.Elements<DateOnly?>(null, Day, Day.AddDays(1))
        select (kind, one, other, day);

    [Fact]
    public void Nobody_is_missing_exactly_when_each_party_or_its_predecessor_has_acted() => Prop.ForAll(Arb.From(Change.ArrayOf()), changes =>
    {
        var (approvals, acts) = (PartyApprovals.None, new List<(OrganisationId Party, DateOnly? On)>());
        foreach (var (kind, one, other, on) in changes)
        {
            approvals = kind switch { 0 => approvals.Add(one, on), 1 => approvals.Without(one), _ => approvals.Renamed(one, other) };
            var earlier = acts.Find(a => a.Party == one);
            if (kind == 2 && earlier.Party == one) acts.RemoveAll(a => a.Party == other && other != one);
            acts.RemoveAll(a => a.Party == one);
            if (kind == 0) acts.Add((one, on));
            if (kind == 2 && earlier.Party == one) acts.Add((other, earlier.On));
        }

        approvals.Missing(Organisations).ShouldBe(Organisations.Where(o => acts.All(a => a.Party != o)));
        approvals.AreOfAll(Organisations).ShouldBe(acts.Count == Organisations.Length);
        approvals.IsEmpty.ShouldBe(acts.Count == 0);
        (approvals.First, approvals.Last).ShouldBe((acts.Min(a => a.On), acts.Max(a => a.On)));
        foreach (var (party, on) in acts) approvals.Of(party).ShouldBe(on);
    }).QuickCheckThrowOnFailure();
}
