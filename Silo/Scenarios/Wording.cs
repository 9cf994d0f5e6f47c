using Mithaq.Contracts;

namespace Mithaq.Silo.Scenarios;

/// <summary>The words of the time line in one language.</summary>
public sealed class Wording(string language)
{
    public bool RightToLeft => language == "ar";

    public string Command(string name) => name;

    public string Event(string type) => type;

    public string Refusal(Refusal refusal) => refusal.ToString();

    public string Deadline(DeadlineKind kind) => kind.ToString();

    public string Role(Role role) => role.ToString();

    /// <summary>In the language where it can be; otherwise in another.</summary>
    public string? Of(LocalizedText text) => language switch
    {
        "ar" => text.Ar ?? text.Fr ?? text.En,
        "fr" => text.Fr ?? text.En ?? text.Ar,
        _ => text.En ?? text.Fr ?? text.Ar,
    };

    public string Summary(int cases, int passed, int events, int failures) => language switch
    {
        "ar" => $"الحالات: {cases}، الناجحة: {passed}، الوقائع: {events}، التوقعات غير المحققة: {failures}",
        "fr" => $"Cas : {cases}, réussis : {passed}, événements : {events}, attentes non tenues : {failures}",
        _ => $"Cases: {cases}, passed: {passed}, events: {events}, failed expectations: {failures}",
    };
}
