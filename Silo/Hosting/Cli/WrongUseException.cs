namespace Mithaq.Silo.Hosting.Cli;

/// <summary>What the caller gave cannot be used; the message says where and why.</summary>
public sealed class WrongUseException(string message) : Exception(message);
