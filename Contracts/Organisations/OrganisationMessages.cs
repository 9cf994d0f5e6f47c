using Mithaq.Contracts.Publishing;

namespace Mithaq.Contracts.Organisations;

public interface IOrganisationCommand : ICommand;

[Audience(Audience.Own)]
public interface IOrganisationEvent : IEvent;
