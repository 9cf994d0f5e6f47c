using System.Text.Json;
using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Contracts.Cases;
using Mithaq.Contracts.Committees;
using Mithaq.Contracts.Programmes;
using Mithaq.Testing.Rules;
using static Mithaq.Testing.People;

namespace Mithaq.Grains.Tests.Messages;

/// <summary>Whoever is succeeded is named nowhere any more in what a grain knows, whatever the grain has lived through.</summary>
public class SuccessorsTests
{
    private static readonly OrganisationId[] Succeeded = [Ads.Organisation, Hcar.Organisation];

    [Theory]
    [InlineData("agreement")]
    [InlineData("committee")]
    [InlineData("programme")]
    [InlineData("case")]
    public void A_successor_takes_every_place_that_names_its_predecessor(string kind)
    {
        var (seen, left) = (0, new SortedSet<string>(StringComparer.Ordinal));
        foreach (var given in Standing.Grains.Where(g => g.Rules.Kind == kind))
            foreach (var from in Succeeded.Where(party => Places(given, party).Any()))
            {
                var after = given.When(Note(kind, from), Actor.System).ThenAccepted();
                left.UnionWith(Places(after, from));
                seen++;
            }
        left.ShouldBeEmpty();
        seen.ShouldBeGreaterThan(5);
    }

    private static ICommand Note(string kind, OrganisationId from) => kind switch
    {
        "agreement" => new SucceedParty(from, Mgpap.Organisation),
        "committee" => new NoteCommitteeParty(Left: from, SucceededBy: Mgpap.Organisation),
        "programme" => new NoteProgrammeParty(null, from, Mgpap.Organisation),
        _ => new NoteCaseParty(Left: from, SucceededBy: Mgpap.Organisation),
    };

    /// <summary>Where a state names a party, as value or as key, without the numbers of a list's items.</summary>
    private static IEnumerable<string> Places(GivenGrain given, OrganisationId party) =>
        In(JsonSerializer.SerializeToElement(given.State<object>()), "", party.Value);

    private static IEnumerable<string> In(JsonElement element, string path, string party) => element.ValueKind switch
    {
        JsonValueKind.String when element.GetString() == party => [path],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(item => In(item, path, party)),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => p.Name == party ? [$"{path}/{{key}}"] : In(p.Value, $"{path}/{p.Name}", party)),
        _ => [],
    };
}
