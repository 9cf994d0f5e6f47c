using Mithaq.Contracts;
using Mithaq.Gateway.Languages;

namespace Mithaq.Gateway.Tests.Languages;

public sealed class CoverageTests
{
    public static TheoryData<string> Languages => [.. Texts.Languages];

    [Theory, MemberData(nameof(Languages))]
    public void Every_refusal_code_has_a_text_and_no_text_is_left_over(string language) => Same(language, Catalogue.Refusals, Coverage.RefusalCodes);

    [Theory, MemberData(nameof(Languages))]
    public void Every_event_has_a_sentence_and_no_sentence_is_left_over(string language) =>
        Same(language, Catalogue.Events, MessageNames.EventTypes.Select(MessageNames.Of));

    [Theory, MemberData(nameof(Languages))]
    public void Every_command_has_a_name_and_no_name_is_left_over(string language) =>
        Same(language, Catalogue.Commands, MessageNames.CommandTypes.Select(MessageNames.Of));

    [Theory, MemberData(nameof(Languages))]
    public void Every_value_that_is_shown_has_a_word(string language) =>
        Coverage.Values.Select(Coverage.WordKey).Except(Keys(language, Catalogue.Words)).ShouldBeEmpty();

    [Fact]
    public void The_three_languages_have_words_and_stages_for_the_same_things()
    {
        foreach (var section in new[] { Catalogue.Words, Catalogue.Stages, Catalogue.Console, Catalogue.Mail })
            foreach (var language in Texts.Languages) Keys(language, section).Order().ShouldBe(Keys("en", section).Order(), language);
    }

    [Fact]
    public void A_word_is_a_value_a_month_a_currency_or_a_way_to_name_who_was_told() =>
        Keys("en", Catalogue.Words).Except(Coverage.Values.Select(Coverage.WordKey))
            .Where(key => key.Split('.') is not ["month" or "currency" or "told", _]).ShouldBeEmpty();

    private static IEnumerable<string> Keys(string language, string section) =>
        Texts.In(language).Catalogue.Entries.Where(e => e.Section == section).Select(e => e.Key);

    private static void Same(string language, string section, IEnumerable<string> expected)
    {
        var keys = Keys(language, section).ToHashSet();
        var wanted = expected.ToHashSet();
        wanted.ShouldNotBeEmpty();
        wanted.Except(keys).ShouldBeEmpty("without a text");
        keys.Except(wanted).ShouldBeEmpty("a text for nothing");
    }
}
