using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Tests.Feeds;
using Mithaq.Testing;
using Mithaq.Testing.Journal;

namespace Mithaq.Silo.Tests.Runtime;

/// <summary>An id that can be no grain's is answered like one that is nobody's.</summary>
public sealed class GrainIdsTests
{
    private static readonly string Key = "0f9b1e3c-5a77-4a53-9d3e-2f1f6f0c1a11";

    private static readonly string?[] Impossible =
        [null, "", "agreement", "/", "agreement/", "/foo", "agreement/foo", $"agreement/{Key.ToUpperInvariant()}", $"agreement/{Key.Replace("-", "", StringComparison.Ordinal)}",
            "organisation/Ads", "organisation/", $"participation/{Key}/x", $"treaty/{Key}"];

    public static TheoryData<string?> Malformed => [.. Impossible];

    [Theory, MemberData(nameof(Malformed))]
    public void It_is_of_no_kind(string? stream) => GrainCatalog.Default.Find(new(stream!)).ShouldBeNull();

    [Theory]
    [InlineData("agreement")]
    [InlineData("committee")]
    [InlineData("programme")]
    [InlineData("case")]
    [InlineData("participation")]
    public void Grains_have_ids_of_their_own_and_organisations_slugs(string kind)
    {
        GrainCatalog.Default.Find(new(kind, Key))!.Kind.ShouldBe(kind);
        GrainCatalog.Default.Find(new("organisation", "ads"))!.Kind.ShouldBe("organisation");
    }

    [Fact]
    public async Task Nothing_is_sent_to_it_or_read_of_it()
    {
        var store = await Stores.New(StoreKind.Sqlite);
        try
        {
            await using var node = await MithaqNode.Open(store);
            foreach (var grain in Impossible.Select(stream => new GrainId(stream!)))
            {
                var answer = await node.Grains.Send(new(grain, new WithdrawAgreement("x"), StreamBuilder.CommandId("x"), People.Ads.As(Role.Coordinator)), default);
                var read = await node.Grains.Read(grain, People.Ads.As(Role.Coordinator), default);
                answer.ShouldBeOfType<Answer.Refused>().Refusal.Code.ShouldBe(Refusals.NotFound);
                read.ShouldBeOfType<ReadAnswer.Refused>().Refusal.Code.ShouldBe(Refusals.NotFound);
            }
        }
        finally
        {
            Stores.Remove(store);
        }
    }
}
