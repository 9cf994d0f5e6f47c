using Mithaq.Gateway.People;

namespace Mithaq.Gateway.Tests.Privacy;

/// <summary>Which spellings of a name or a number are taken for the same, and which are not.</summary>
public sealed class TracesTests
{
    [Theory]
    [InlineData("يسين حمزة", "السيد يسين حمزة")]
    [InlineData("يسين حمزة", "يَسِين حَمْزَة")]
    [InlineData("يسين حمزة", "يـسـيـن حمزه")]
    [InlineData("يسين حمزة", "وليسين حمزة كلمة", false)]
    [InlineData("يسين حمزة", "تسلمها من حمزة يسين")]
    [InlineData("يسين حمزة", "شكرا ليسين حمزة")]
    [InlineData("إبراهيم العثماني", "ابراهيم عثماني")]
    [InlineData("إبراهيم العثماني", "الأستاذان ابراهيم والعثماني")]
    [InlineData("إبراهيم العثماني", "إبراهيم بن محمد العثماني")]
    [InlineData("إبراهيم العثماني", "قرار ابراهيم للعثماني")]
    [InlineData("عبد المولى عبد المومني", "عبدالمولى عبدالمومني")]
    [InlineData("عبد المولى عبد المومني", "عبد المولي ثم لعبد المومني")]
    [InlineData("مصطفى الكثيري", "مصطفي الكثيري")]
    [InlineData("Hélène Müller-Lœb", "helene muller loeb")]
    [InlineData("Yassine El Hamza", "HAMZA Yassine")]
    [InlineData("Yassine Hamza", "yassine al-hamza")]
    [InlineData("Abdelmoula Abdelmoumni", "Abd El Moula Abdel Moumni")]
    [InlineData("Ali Ben Salah", "ALI BENSALAH")]
    [InlineData("Brahim Othmani", "Brahim A. Othmani")]
    [InlineData("Yassine Hamza", "Yassine", false)]
    [InlineData("Yassine Hamza", "Hamza", false)]
    [InlineData("Yassine Hamza", "Hamza signs for the agency of Yassine", false)]
    [InlineData("Pelé", "Pelé", false)]
    public void A_name_is_known_by_its_given_and_family_name_near_each_other(string name, string text, bool known = true) =>
        Known(new(default, new(name, null, null)), text).ShouldBe(known);

    [Theory]
    [InlineData("BK 451-207", "carte bk451207.")]
    [InlineData("BK451207", "BK 451 207")]
    [InlineData("BK451207", "ب BK٤٥١٢٠٧")]
    [InlineData("451207", "n° 451/207")]
    [InlineData("BK451207", "BK451208", false)]
    [InlineData("BK451207", "451207", false)]
    public void An_identifier_is_known_however_it_is_cut(string identifier, string text, bool known = true) =>
        Known(new(default, new(), Identifiers: [new("cin", identifier)]), text).ShouldBe(known);

    [Theory]
    [InlineData("+212 661-234567", "0661234567")]
    [InlineData("0661234567", "tél. 00212 6 61 23 45 67")]
    [InlineData("0661234567", "(+212) 6.61.23.45.67")]
    [InlineData("0661234567", "0661234568", false)]
    public void A_telephone_number_is_known_in_its_national_and_international_form(string phone, string text, bool known = true) =>
        Known(new(default, new(), Phone: phone), text).ShouldBe(known);

    [Fact]
    public void A_duplicate_is_looked_for_without_case_separators_and_foreign_digits() =>
        Traces.Identifier(" bk-٤٥١ 207/a ").ShouldBe("BK451207A");

    private static bool Known(PersonDetails details, string text)
    {
        var traces = Traces.Of(details);
        return Traces.In(text).Any(found => traces.Contains(found.Trace));
    }
}
