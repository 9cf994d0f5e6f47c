using System.Reflection;

namespace Mithaq.Contracts.Publishing;

/// <summary>Who may see an event: on the broker, in views, in mails and through the API.</summary>
public enum Audience
{
    /// <summary>The parties of the grain before or after the event; an organisation's own events: itself.</summary>
    Parties,

    /// <summary>The organisation whose act it is, and nobody else: its approvals inside, its people, its roles.</summary>
    Own,
}

/// <summary>On an event, or on the interface of a grain's events for those that do not say otherwise.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface)]
public sealed class AudienceAttribute(Audience audience) : Attribute
{
    public Audience Audience { get; } = audience;
}

/// <summary>Stays inside: the value is left out of what is published.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotPublishedAttribute : Attribute;

public static class Audiences
{
    private static readonly Dictionary<Type, Audience> Declared = MessageNames.EventTypes.ToDictionary(type => type, Find);

    /// <exception cref="KeyNotFoundException">No event of these contracts.</exception>
    public static Audience Of(Type happened) => Declared[happened];

    private static Audience Find(Type happened) =>
        happened.GetCustomAttribute<AudienceAttribute>()?.Audience
        ?? happened.GetInterfaces().Select(i => i.GetCustomAttribute<AudienceAttribute>()).FirstOrDefault(a => a is not null)?.Audience
        ?? throw new InvalidOperationException($"{happened} does not say who may see it");
}
