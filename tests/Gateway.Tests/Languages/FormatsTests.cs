using Mithaq.Contracts;
using Mithaq.Gateway.Languages;

namespace Mithaq.Gateway.Tests.Languages;

public sealed class FormatsTests
{
    [Theory]
    [InlineData("ar", "3 مارس 2027")]
    [InlineData("fr", "3 mars 2027")]
    [InlineData("en", "3 March 2027")]
    public void A_date_is_written_as_people_write_it(string language, string written) => Texts.In(language).Date(new(2027, 3, 3)).ShouldBe(written);

    [Fact]
    public void Months_in_Arabic_are_those_of_Morocco() =>
        Enumerable.Range(1, 12).Select(month => Texts.In("ar").Date(new(2027, month, 15)).Split(' ')[1]).ShouldBe(
            ["يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو", "يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر"]);

    [Fact]
    public void The_first_of_a_month_is_an_ordinal_in_French() => Texts.In("fr").Date(new(2027, 8, 1)).ShouldBe("1er août 2027");

    [Theory]
    [InlineData("ar", "1.250.000,5")]
    [InlineData("fr", "1\u202F250\u202F000,5")]
    [InlineData("en", "1,250,000.5")]
    public void A_number_has_Latin_digits_and_the_separators_of_its_language(string language, string written) =>
        Texts.In(language).Number(1_250_000.50m).ShouldBe(written);

    [Theory]
    [InlineData("ar", "60.000,50\u00A0درهم")]
    [InlineData("fr", "60\u202F000,50\u00A0DH")]
    [InlineData("en", "60,000.50\u00A0dirhams")]
    public void An_amount_has_its_currencys_decimals(string language, string written) => Texts.In(language).Money(new(60_000.5m, "MAD")).ShouldBe(written);

    [Fact]
    public void A_whole_amount_has_no_decimals() => Texts.In("fr").Money(new(60_000m, "MAD")).ShouldBe("60\u202F000\u00A0DH");

    [Fact]
    public void A_currency_without_a_word_is_shown_by_its_code() => Texts.In("en").Money(new(1.5m, "TND")).ShouldBe("1.500\u00A0TND");

    [Fact]
    public void A_text_that_is_missing_in_a_language_comes_in_the_nearest()
    {
        Texts.In("ar").Of(new(Fr: "Convention", En: "Agreement")).ShouldBe("Convention");
        Texts.In("fr").Of(new(Ar: "اتفاقية", En: "Agreement")).ShouldBe("اتفاقية");
        Texts.In("en").Of(new(Ar: "اتفاقية", Fr: "Convention")).ShouldBe("Convention");
        Texts.In("en").Of(new(Ar: "اتفاقية", Fr: " ")).ShouldBe("اتفاقية");
    }

    [Theory]
    [InlineData("ar-MA", "ar")]
    [InlineData("FR", "fr")]
    [InlineData("en-GB", "en")]
    public void A_regional_tag_means_its_language(string tag, string language) => Texts.In(tag).ShouldBeSameAs(Texts.In(language));

    [Theory]
    [InlineData("")]
    [InlineData("es")]
    [InlineData("french")]
    public void An_unknown_language_is_named_in_the_error(string language)
    {
        Texts.Knows(language).ShouldBeFalse();
        Should.Throw<ArgumentException>(() => Texts.In(language)).Message.ShouldContain($"\"{language}\": there are ar, fr, en");
    }
}
