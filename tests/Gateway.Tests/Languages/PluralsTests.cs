using Mithaq.Gateway.Languages;

namespace Mithaq.Gateway.Tests.Languages;

public sealed class PluralsTests
{
    [Theory]
    [InlineData(0, "zero")]
    [InlineData(1, "one")]
    [InlineData(2, "two")]
    [InlineData(3, "few")]
    [InlineData(10, "few")]
    [InlineData(11, "many")]
    [InlineData(99, "many")]
    [InlineData(100, "other")]
    [InlineData(101, "other")]
    [InlineData(102, "other")]
    [InlineData(103, "few")]
    [InlineData(111, "many")]
    [InlineData(200, "other")]
    [InlineData(-7, "few")]
    public void Arabic_has_six_forms(int number, string category) => Plurals.Of("ar", number).ShouldBe(category);

    [Theory]
    [InlineData("fr", 0, "one")]
    [InlineData("fr", 1, "one")]
    [InlineData("fr", 2, "other")]
    [InlineData("en", 0, "other")]
    [InlineData("en", 1, "one")]
    [InlineData("en", 2, "other")]
    public void Nothing_is_singular_in_French_and_plural_in_English(string language, int number, string category) =>
        Plurals.Of(language, number).ShouldBe(category);

    [Theory]
    [InlineData("ar")]
    [InlineData("fr")]
    [InlineData("en")]
    public void A_fraction_takes_the_general_form(string language) => Plurals.Of(language, 1.5m).ShouldBe("other");
}
