namespace Mithaq.Contracts.Agreements;

/// <summary>To a framework: one of its specific agreements is closed, withdrawn or void.</summary>
public sealed record NoteSpecificClosed(GrainId Specific) : IAgreementCommand, ISystemCommand;

public sealed record SpecificClosed(GrainId Specific) : IAgreementEvent;

/// <summary>To a specific agreement: its framework is suspended as a whole, and so is it.</summary>
public sealed record NoteFrameworkSuspended(DateOnly ActDate, string Reason, bool ExtendsTerm) : IAgreementCommand, ISystemCommand;

public sealed record FrameworkSuspended(DateOnly ActDate, string Reason, bool ExtendsTerm) : IAgreementEvent, IDated;

/// <summary>To a specific agreement: its framework runs again.</summary>
public sealed record NoteFrameworkResumed(DateOnly ActDate) : IAgreementCommand, ISystemCommand;

public sealed record FrameworkResumed(DateOnly ActDate) : IAgreementEvent, IDated;

/// <summary>To a specific agreement: its framework has ended; so does it, unless it survives.</summary>
/// <param name="On">The framework's last day in force.</param>
public sealed record NoteFrameworkEnded(DateOnly On) : IAgreementCommand, ISystemCommand;

/// <summary>
/// To a specific agreement: the framework's end was put right, and what ended with it runs on. The framework's new last day, or its suspension, is told next.
/// A draft that was withdrawn with the framework stays so.
/// </summary>
public sealed record NoteFrameworkEndRectified(string Reason, DateOnly ActDate) : IAgreementCommand, ISystemCommand;

/// <summary>An end that was put right is undone: the agreement is where it was, and what was begun for its evaluation and closing is void.</summary>
/// <param name="Ends">Its own last day, without the framework's; null: not in force yet, or open-ended.</param>
public sealed record AgreementRunsOn(DateOnly ActDate, DateOnly? Ends) : IAgreementEvent, IDated;

/// <summary>To a framework: one of its specific agreements was void, and is signed again.</summary>
public sealed record NoteSpecificReinstated(GrainId Specific) : IAgreementCommand, ISystemCommand;

public sealed record SpecificReinstated(GrainId Specific) : IAgreementEvent;

/// <summary>To a specific agreement: its framework was renewed, extended or amended.</summary>
/// <param name="FrameworkEnds">The framework's last day; null: open-ended.</param>
public sealed record NoteFrameworkTermChanged(DateOnly? FrameworkEnds) : IAgreementCommand, ISystemCommand;

/// <param name="Ends">The specific agreement's own last day, as it stands now; null: not in force yet, or open-ended.</param>
public sealed record FrameworkTermChanged(DateOnly? FrameworkEnds, DateOnly? Ends) : IAgreementEvent;
