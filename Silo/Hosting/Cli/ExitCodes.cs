namespace Mithaq.Silo.Hosting.Cli;

/// <summary>What a command's exit code says.</summary>
public static class ExitCodes
{
    public const int Done = 0;
    public const int FailedExpectation = 1;
    public const int WrongUse = 2;
    public const int IntegrityBroken = 3;
    public const int StoreUnavailable = 4;
}
