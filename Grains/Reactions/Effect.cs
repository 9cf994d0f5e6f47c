using Mithaq.Contracts;

namespace Mithaq.Grains.Reactions;

/// <summary>What an event in one grain brings about in another.</summary>
public abstract record Effect
{
    private Effect(ISystemCommand command) => Command = command;

    public ISystemCommand Command { get; }

    /// <summary>Every grain of the command's kind that belongs to another one, and wants to hear of it (<see cref="Kernel.GrainRules.Hears"/>).</summary>
    public static Effect EachOf(GrainId linkedTo, ISystemCommand command) => new ToEach(MessageNames.GrainOf(command.GetType()), linkedTo, command);

    /// <summary>One grain hears of it.</summary>
    public sealed record To(GrainId Target, ISystemCommand Command) : Effect(Command);

    /// <summary>Every grain of a kind hears of it that belongs to another one and wants to, as of the event.</summary>
    public sealed record ToEach(string Kind, GrainId LinkedTo, ISystemCommand Command) : Effect(Command);
}
