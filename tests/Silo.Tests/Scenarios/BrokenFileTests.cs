using Mithaq.Silo.Scenarios;

namespace Mithaq.Silo.Tests.Scenarios;

public sealed class BrokenFileTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mithaq-scenarios-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void The_seeds_are_without_a_mistake() => ScenarioFiles.Load(Seeds.Organisations, Seeds.Cases).Problems.ShouldBeEmpty();

    /// <summary>One step of a file (on line 5), and what is said of it.</summary>
    [Theory]
    [InlineData("""{ "on": "2024-01-02", "by": "ads.coordinator", "to": "a", "do": "signTextt" }""", "/steps/1/do", "unknown command \"signTextt\"")]
    [InlineData("""{ "on": "2024-01-02", "by": "ads.coordinator", "to": "b", "do": "sendToReview" }""", "/steps/1/to", "nothing is called \"b\" up to here")]
    [InlineData("""{ "on": "2024-01-02", "by": "ads.coordinator", "to": "a.draft.b", "do": "sendToReview" }""", "/steps/1/to", "nothing is called \"a.draft.b\" up to here")]
    [InlineData("""{ "on": "2024-01-02", "by": "platform.administrator", "creates": "b", "do": "activateOrganisation" }""", "/steps/1/do", "activateOrganisation creates nothing that a case could name")]
    [InlineData("""{ "on": "2024-01-02", "by": "ads.nobody", "to": "a", "do": "sendToReview" }""", "/steps/1/by", "unknown person \"ads.nobody\"")]
    [InlineData("""{ "on": "2024-13-02", "by": "ads.coordinator", "to": "a", "do": "sendToReview" }""", "/steps/1/on", "a date (yyyy-mm-dd) expected, not \"2024-13-02\"")]
    [InlineData("""{ "on": "2023-12-31", "by": "ads.coordinator", "to": "a", "do": "sendToReview" }""", "/steps/1/on", "dates out of order: 2023-12-31 comes after 2024-01-01")]
    [InlineData("""{ "on": "2024-01-02", "by": "ads.coordinator", "to": "a", "do": "sendToReview", "withh": {} }""", "/steps/1/withh", "unknown \"withh\"; known: on, by, creates, to, recordedFor, as, with, do, expect")]
    [InlineData("""{ "on": "2024-01-02", "by": "ads.coordinator", "to": "a", "do": "withdrawAgreement" }""", "/steps/1", "\"with\" is missing: the command has fields")]
    [InlineData("""{ "on": "2024-01-02", "by": "ads.coordinator", "to": "a", "do": "withdrawAgreement", "with": {} }""", "/steps/1/with", "\"reason\" is missing")]
    [InlineData("""{ "on": "2024-01-02", "by": "ads.coordinator", "to": "a", "do": "withdrawAgreement", "with": { "reason": "x", "why": "y" } }""", "/steps/1/with/why", "unknown field \"why\"; known: reason")]
    [InlineData("""{ "on": "2024-01-02", "by": "ads.coordinator", "to": "a", "do": "withdrawAgreement", "with": { "reason": 3 } }""", "/steps/1/with/reason", "text expected, not 3")]
    [InlineData("""{ "on": "2024-01-02", "by": "ads.coordinator", "to": "a", "do": "setTerm", "with": { "term": { "months": "six" } } }""", "/steps/1/with/term/months", "a number expected, not \"six\"")]
    [InlineData("""{ "on": "2024-01-02", "by": "ads.coordinator", "to": "a", "do": "setTerm", "with": { "term": { "ends": "soon" } } }""", "/steps/1/with/term/ends", "a date (yyyy-mm-dd) expected, not \"soon\"")]
    [InlineData("""{ "on": "2024-01-02", "by": "ads.coordinator", "to": "a", "do": "setTerm", "with": { "term": { "renewal": "silent" } } }""", "/steps/1/with/term/renewal", "one of none, express, tacit expected, not \"silent\"")]
    [InlineData("""{ "on": "2024-01-02", "by": "ads.coordinator", "to": "a", "do": "setParties", "with": { "parties": [{ "organisation": "nasa" }] } }""", "/steps/1/with/parties/0/organisation", "unknown organisation \"nasa\"")]
    [InlineData("""{ "on": "2024-01-02", "by": "ads.coordinator", "to": "a", "do": "setParties", "with": { "parties": {} } }""", "/steps/1/with/parties", "a list expected")]
    [InlineData("""{ "on": "2024-01-02", "by": "ads.coordinator", "to": "a", "do": "approveText", "with": { "text": "the last" } }""", "/steps/1/with/text", "a hash expected: 64 hexadecimal digits, \"@text\", \"@text:1\", \"@addendum:name\", \"@seal:name\" or \"@hash:words\"")]
    [InlineData("""{ "on": "2024-01-02", "by": "ads.coordinator", "to": "a", "do": "approveText", "with": { "text": "@addendum:first" } }""", "/steps/1/with/text", "no addendum is called \"first\" up to here")]
    [InlineData("""{ "on": "2024-01-02", "by": "ads.coordinator", "to": "a", "do": "signText", "with": { "signatory": "ads.boss", "text": "@text", "actDate": "2024-01-02" } }""", "/steps/1/with/signatory", "unknown person \"ads.boss\"")]
    [InlineData("""{ "on": "2024-01-02", "by": "ads.coordinator", "to": "a", "do": "resolveComment", "with": { "comment": "remark" } }""", "/steps/1/with/comment", "no id is called \"remark\" up to here")]
    [InlineData("""{ "on": "2024-01-02", "by": "ads.coordinator", "to": "a", "do": "draftSpecific", "with": {} }""", "/steps/1/do", "only \"system\" gives draftSpecific")]
    [InlineData("""{ "on": "2024-01-02", "by": "ads.coordinator", "to": "a", "do": "sendToReview", "expect": { "events": ["sentToReviw"] } }""", "/steps/1/expect/events/0", "unknown event \"sentToReviw\"")]
    [InlineData("""{ "on": "2024-01-02", "by": "ads.coordinator", "to": "a", "do": "sendToReview", "expect": { "events": [{ "sentToReview": { "nr": 1 } }] } }""", "/steps/1/expect/events/0/sentToReview/nr", "unknown field \"nr\"; known: version, text, on, answerBy")]
    [InlineData("""{ "on": "2024-01-02", "by": "ads.coordinator", "to": "a", "do": "sendToReview", "expect": { "refused": "agreement.no" } }""", "/steps/1/expect/refused", "unknown refusal code \"agreement.no\"")]
    [InlineData("""{ "on": "2024-01-02", "by": "ads.coordinator", "to": "a", "do": "sendToReview", "expect": { "stage": "Signd" } }""", "/steps/1/expect/stage", "unknown stage \"Signd\"")]
    [InlineData("""{ "on": "2024-01-02", "to": "a", "expect": { "allowed": { "ads.coordinator": ["fly"] } } }""", "/steps/1/expect/allowed/ads.coordinator/0", "unknown command \"fly\"")]
    [InlineData("""{ "advance": "2024-01-02", "expect": { "steps": [{ "key": "signing", "step": "7" }] } }""", "/steps/1/expect/steps/0/step", "a whole number expected")]
    [InlineData("""{ "by": "ads.coordinator" }""", "/steps/1", "a step has \"on\" and \"do\", or \"advance\", or \"on\" and \"expect\"")]
    [InlineData("""{ "on": "2024-01-02", "by": "ads.coordinator", "to": "a", "do": "sendToReview", "recordedFor": { "party": "nasa", "letter": "l.pdf" } }""", "/steps/1/recordedFor/party", "unknown organisation \"nasa\"")]
    [InlineData("""{ "on": "2024-01-02", "by": "hcar.coordinator", "creates": "c", "do": "proposeCase", "with": { "beneficiary": { "kind": "person", "person": "@person:nobody" } } }""", "/steps/1/with/beneficiary/person", "nobody of the file's people is called \"nobody\"")]
    [InlineData("""{ "on": "2024-01-02", "by": "hcar.coordinator", "creates": "c", "do": "proposeCase", "with": { "beneficiary": { "kind": "person", "seal": "@seal:nobody" } } }""", "/steps/1/with/beneficiary/seal", "nobody of the file's people is called \"nobody\"")]
    [InlineData("""{ "on": "2024-01-02", "by": "hcar.coordinator", "to": "a", "do": "proposeAddendum", "with": { "recommendation": "b.recommendation.key" } }""", "/steps/1/with/recommendation", "no id is called \"b.recommendation.key\" up to here")]
    [InlineData("""{ "on": "2024-01-02", "to": "a", "do": "sendToReview", "each": [{ "by": "ads.coordinator" }, { "by": "ads.nobody" }] }""", "/steps/1/each/1/by", "unknown person \"ads.nobody\"")]
    [InlineData("""{ "on": "2024-01-02", "by": "ads.coordinator", "to": "a", "do": "withdrawAgreement", "with": { "reason": "x" }, "each": [{ "with": { "why": "y" } }] }""", "/steps/1/each/0/with/why", "unknown field \"why\"; known: reason")]
    [InlineData("""{ "on": "2024-01-02", "by": "ads.coordinator", "do": "withdrawAgreement", "with": { "reason": 3 }, "each": [{ "to": "a" }] }""", "/steps/1/with/reason", "text expected, not 3")]
    [InlineData("""{ "on": "2024-01-02", "by": "ads.coordinator", "to": "a", "do": "sendToReview", "each": [] }""", "/steps/1/each", "a list of objects expected, at least one")]
    [InlineData("""{ "on": "2024-01-02", "by": "ads.coordinator", "to": "a", "do": "sendToReview", "each": ["a"] }""", "/steps/1/each", "a list of objects expected, at least one")]
    [InlineData("""{ "on": "2024-01-02", "on": "2024-01-02", "by": "ads.coordinator", "to": "a", "do": "sendToReview" }""", "/steps/1/on", "\"on\" stands twice")]
    [InlineData("""{ "on": "2024-01-02", "by": "ads.coordinator", "to": "a", "do": "sendToReview", "expect": { "notified": [{ "who": "ads.nobody", "of": "sentToReview" }] } }""", "/steps/1/expect/notified/0/who", "unknown person \"ads.nobody\"")]
    [InlineData("""{ "on": "2024-01-02", "by": "ads.coordinator", "to": "a", "do": "sendToReview", "expect": { "notified": [{ "who": "ads.coordinator", "of": "sentToReviw" }] } }""", "/steps/1/expect/notified/0/of", "unknown event \"sentToReviw\"")]
    [InlineData("""{ "advance": "2024-01-02", "expect": { "notified": [{ "who": "ads.coordinator", "deadline": "teaTime" }] } }""", "/steps/1/expect/notified/0/deadline", "unknown deadline \"teaTime\"")]
    [InlineData("""{ "advance": "2024-01-02", "expect": { "notified": [{ "who": "ads.coordinator", "on": "2024-01-02" }] } }""", "/steps/1/expect/notified/0", "either \"of\" (an event) or \"deadline\" (its kind) expected")]
    [InlineData("""{ "advance": "2024-01-02", "expect": { "notified": [{ "who": "ads.coordinator", "of": "sentToReview", "language": "de" }] } }""", "/steps/1/expect/notified/0/language", "unknown language \"de\"")]
    [InlineData("""{ "on": "2024-01-02", "by": "ads.coordinator", "to": "a", "do": "sendToReview", "expect": { "published": [{ "event": "sentToReview", "organisations": ["nasa"] }] } }""", "/steps/1/expect/published/0/organisations/0", "unknown organisation \"nasa\"")]
    [InlineData("""{ "on": "2024-01-02", "by": "ads.coordinator", "to": "a", "do": "sendToReview", "expect": { "published": [{ "organisations": ["ads"] }] } }""", "/steps/1/expect/published/0", "\"event\" is missing")]
    public void A_mistake_in_a_step_is_told_with_its_path_and_line(string step, string path, string message)
    {
        var file = Write("one.json", $$$"""
            { "case": "X", "title": { "en": "x" },
              "steps": [
                { "on": "2024-01-01", "by": "ads.coordinator", "creates": "a", "do": "draftAgreement", "with": {
                  "kind": "framework", "title": { "fr": "x" }, "zone": "Africa/Casablanca", "currency": "MAD", "parties": [{ "organisation": "ads" }, { "organisation": "hcar" }] } },
                {{{step}}}
              ] }
            """);

        Load(file).ShouldContain(new Problem(file, 5, path, message));
    }

    [Fact]
    public void Every_mistake_of_every_file_is_told_at_once_in_the_order_of_the_lines()
    {
        var first = Write("first.json", """
            {
              "case": "A", "title": {},
              "facts": [
                { "id": "x", "fact": "y" },
                { "id": "x", "fact": "y", "standing": "rumour" },
                { "id": "z", "fact": "y", "assumed": true }
              ],
              "steps": [
                { "advance": "never" },
                { "on": "2024-01-01", "by": "nobody", "to": "nothing", "do": "nothing" }
              ]
            }
            """);
        var second = Write("second.json", "{ \"case\": \"B\",\n  oops }");
        var missing = Path.Combine(folder.FullName, "missing.json");

        var told = Load(first, second, missing);

        told.Select(p => (Path.GetFileName(p.File), p.Line, p.Path)).ShouldBe(
        [
            ("first.json", 2, "/title"), ("first.json", 3, "/facts"), ("first.json", 4, "/facts/0"), ("first.json", 5, "/facts/1/standing"), ("first.json", 6, "/facts/2"),
            ("first.json", 9, "/steps/0/advance"),
            ("first.json", 10, "/steps/1/by"), ("first.json", 10, "/steps/1/to"), ("first.json", 10, "/steps/1/do"),
            ("second.json", 2, ""), ("missing.json", 1, ""),
        ]);
        told[0].ToString().ShouldBe($"{first}:2: /title: words in ar, fr or en expected");
        told.Single(p => p.File == second).Message.ShouldStartWith("not JSON: ");
    }

    [Fact]
    public void A_mistake_among_the_organisations_is_told_as_well()
    {
        var organisations = Write("organisations.json", """
            { "zone": "Africa/Nowhere", "organisations": [
              { "id": "Bad Id", "people": { "a": { "assumed": true } }, "register": { "names": { "fr": "x" }, "kind": "club" } },
              { "id": "ads", "register": { "names": { "fr": "x" } },
                "offices": [{ "office": "head", "title": { "fr": "x" }, "person": "ads.head", "signs": true, "from": "2020-01-01" }] } ] }
            """);

        ScenarioFiles.Load(organisations, []).Problems.Select(p => (p.Line, p.Path)).ShouldBe(
        [
            (1, "/zone"), (2, "/organisations/0/id"), (2, "/organisations/0/people/a"), (2, "/organisations/0/register/kind"), (4, "/organisations/1/offices/0/person"),
        ]);
    }

    [Fact]
    public void A_mistake_among_the_people_of_a_case_is_told_as_well()
    {
        var file = Write("a.json", """
            { "case": "A", "title": { "en": "a" }, "steps": [], "people": {
              "one": { "organisation": "hcar", "name": { "fr": "x" } },
              "two": { "organisation": "nasa", "name": { "fr": "x" } },
              "three": { "organisation": "hcar" },
              "four": { "organisation": "hcar", "email": "x@personne.example" },
              "five": { "organisation": "hcar", "name": { "fr": "x" }, "assumed": true },
              "six": { "organisation": "hcar", "name": { "fr": "x" }, "nick": "y" } } }
            """);

        Load(file).Select(p => (p.Line, p.Path)).ShouldBe(
            [(3, "/people/two/organisation"), (4, "/people/three"), (5, "/people/four"), (6, "/people/five"), (7, "/people/six/nick")]);
    }

    [Fact]
    public void Two_files_of_the_same_case_do_not_play_together()
    {
        var first = Write("a.json", """{ "case": "A", "title": { "en": "a" }, "steps": [] }""");
        var second = Write("b.json", """{ "case": "A", "title": { "en": "a" }, "steps": [] }""");

        Load(first, second).ShouldBe([new(second, 1, "/case", $"{first} is case A too")]);
    }

    private static IReadOnlyList<Problem> Load(params string[] files) => ScenarioFiles.Load(Seeds.Organisations, files).Problems;

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
