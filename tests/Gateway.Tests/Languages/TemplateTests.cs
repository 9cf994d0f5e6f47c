using Mithaq.Contracts;
using Mithaq.Gateway.Languages;

namespace Mithaq.Gateway.Tests.Languages;

/// <summary>The texts against one another and against what they are filled with.</summary>
public sealed class TemplateTests
{
    [Fact]
    public void Three_languages_fill_a_sentence_with_the_same_values()
    {
        foreach (var (section, key, english) in Entries("en"))
            foreach (var language in new[] { "ar", "fr" })
                Texts.In(language).Catalogue.Find(section, key)?.Paths.Distinct().Order().ShouldBe(english.Paths.Distinct().Order(), $"{language} {key}");
    }

    [Fact]
    public void A_sentence_of_the_time_line_names_properties_of_its_event()
    {
        foreach (var type in MessageNames.EventTypes.Where(t => t != typeof(DeadlineStepsTaken)))
            foreach (var path in Texts.In("en").Catalogue.Find(Catalogue.Events, MessageNames.Of(type))!.Paths)
                EventValues.TypeAt(type, path.Split('.')).ShouldNotBeNull($"{type.Name} has no {path}");
    }

    [Fact]
    public void A_reminder_is_filled_from_what_a_notice_knows() =>
        Texts.In("en").Catalogue.Find(Catalogue.Events, MessageNames.Of(typeof(DeadlineStepsTaken)))!.Paths.Except(ReminderValues.Paths).ShouldBeEmpty();

    [Fact]
    public void A_choice_by_number_has_a_form_for_whatever_number_comes()
    {
        foreach (var language in Texts.Languages)
            foreach (var (_, key, text) in Entries(language))
                foreach (var (path, forms) in text.Choices)
                {
                    var categories = forms.Intersect(Plurals.CategoriesOf("ar")).ToArray();
                    if (categories.Length == 0) continue;
                    categories.ShouldContain("other", $"{language} {key} {path}");
                    categories.Except(Plurals.CategoriesOf(language)).ShouldBeEmpty($"{language} {key} {path}");
                    if (language == "ar") categories.ShouldBeSubsetOf(["zero", "one", "two", "few", "many", "other"]);
                    if (language == "ar") new[] { "one", "two", "few", "many" }.Except(categories).ShouldBeEmpty($"{key} {path}");
                }
    }

    [Fact]
    public void An_enum_in_a_choice_has_every_one_of_its_values()
    {
        foreach (var type in MessageNames.EventTypes)
            foreach (var (path, forms) in Texts.In("ar").Catalogue.Find(Catalogue.Events, MessageNames.Of(type))!.Choices)
                if (EventValues.TypeAt(type, path.Split('.')) is { IsEnum: true } values && !forms.Contains("some"))
                    values.GetEnumNames().Select(n => char.ToLowerInvariant(n[0]) + n[1..]).Except(forms).ShouldBeEmpty($"{type.Name} {path}");
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("{name")]
    [InlineData("{name|one}")]
    [InlineData("{name|one:a")]
    [InlineData("{name|one:a|")]
    [InlineData("{name|one:{b}")]
    [InlineData("a } b {")]
    public void What_does_not_parse_is_refused_at_once(string text) => Should.Throw<FormatException>(() => Template.Parse(text));

    [Fact]
    public void Every_text_in_Arabic_is_written_in_Arabic() =>
        Entries("ar").Where(e => WithoutPlaceholders(e.Text.Source).Any(char.IsLetter) && !e.Text.Source.Any(c => c is >= '\u0621' and <= '\u064A')).Select(e => e.Key).ShouldBeEmpty();

    [Fact]
    public void No_Arabic_text_has_Latin_words_outside_of_its_placeholders() =>
        Entries("ar").Where(e => System.Text.RegularExpressions.Regex.IsMatch(WithoutPlaceholders(e.Text.Source).Replace("SHA-256", ""), "[A-Za-z]{2}"))
            .Select(e => e.Text.Source).ShouldBeEmpty();

    [Fact]
    public void No_French_sentence_is_the_English_one()
    {
        string[] same = ["association", "audit", "formalities", "agreement", "sessions"];
        Entries("fr").Where(e => e.Section is Catalogue.Refusals or Catalogue.Events && e.Text.Source == Texts.In("en").Catalogue.Find(e.Section, e.Key)!.Source)
            .Select(e => e.Key).Except(same).ShouldBeEmpty();
    }

    [Fact]
    public void French_and_Arabic_use_their_own_quotation_marks_and_spaces()
    {
        Texts.Languages.SelectMany(Entries).Where(e => e.Text.Source.Contains('"')).Select(e => e.Key).ShouldBeEmpty();
        Entries("fr").Where(e => System.Text.RegularExpressions.Regex.IsMatch(e.Text.Source, "( [;:?!»])|(« )|[“”]")).Select(e => e.Text.Source).ShouldBeEmpty();
        Entries("ar").Where(e => WithoutPlaceholders(e.Text.Source).AsSpan().IndexOfAny(",;?“”") >= 0).Select(e => e.Text.Source).ShouldBeEmpty();
    }

    private static string WithoutPlaceholders(string text) => System.Text.RegularExpressions.Regex.Replace(text, @"\{[A-Za-z.]+|[|][A-Za-z]+:", "");

    private static IEnumerable<(string Section, string Key, Template Text)> Entries(string language) => Texts.In(language).Catalogue.Entries;
}
