using System.Reflection;
using Mithaq.Contracts;
using Mithaq.Gateway.Languages;

namespace Mithaq.Gateway.Tests.Languages;

/// <summary>What must have words, found in the contracts themselves.</summary>
internal static class Coverage
{
    /// <summary>Of the machinery, never shown.</summary>
    private static readonly Type[] Unseen = [typeof(ActorKind), typeof(DayRule), typeof(DueEffect)];

    private static readonly Type[] Contracts = typeof(MessageNames).Assembly.GetTypes();

    public static IReadOnlyList<Texts> Texts { get; } = [.. Gateway.Languages.Texts.Languages.Select(Gateway.Languages.Texts.In)];

    public static IReadOnlyList<string> RefusalCodes { get; } =
    [
        .. from type in Contracts
           where type.Name.EndsWith("Refusals", StringComparison.Ordinal) || type.DeclaringType == typeof(Refusals)
           from constant in type.GetFields(BindingFlags.Public | BindingFlags.Static)
           where constant.IsLiteral
           select (string)constant.GetRawConstantValue()!,
    ];

    public static IReadOnlyList<Enum> Values { get; } =
        [.. Contracts.Where(t => t.IsEnum && t.IsPublic && !Unseen.Contains(t)).Append(typeof(DayOfWeek)).SelectMany(t => Enum.GetValues(t).Cast<Enum>())];

    public static string WordKey(Enum value) => $"{Camel(value.GetType().Name)}.{Camel(value.ToString())}";

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
