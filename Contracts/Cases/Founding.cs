namespace Mithaq.Contracts.Cases;

/// <summary>A person founded the cooperative, association, institution or group whose case under the same agreement is named.</summary>
public sealed record RecordFounding(GrainId Body, DateOnly ActDate) : ICaseCommand, IDated;

public sealed record BodyFounded(GrainId Body, DateOnly On) : ICaseEvent;

/// <summary>The body's case learns who founded it.</summary>
public sealed record NoteFounder(GrainId PersonCase, PersonId Person, DateOnly On) : ICaseCommand, ISystemCommand;

public sealed record FounderLinked(GrainId PersonCase, PersonId Person, DateOnly On) : ICaseEvent;
