namespace Mithaq.Gateway.Notifications.Mails;

/// <summary>What a mail says, before it is laid out. Plain text with isolates; nothing in it is markup.</summary>
/// <param name="Lead">How much there is, where it is more than one notice.</param>
/// <param name="Groups">By agreement.</param>
/// <param name="Preferences">How to be written to in another way.</param>
internal sealed record MailContent(string Language, bool IsRightToLeft, string Subject, string Greeting, string? Lead, IReadOnlyList<MailGroup> Groups, string Preferences);

internal sealed record MailGroup(string Title, IReadOnlyList<MailEntry> Entries);

/// <param name="Title">Of the grain, where it is not the group's.</param>
/// <param name="Sentence">What happened.</param>
/// <param name="Details">Due when, what is awaited, why the person hears of it.</param>
internal sealed record MailEntry(string? Title, string Sentence, IReadOnlyList<string> Details);
