namespace Mithaq.Contracts.Organisations;

public interface IOrganisationCommand : ICommand;

public interface IOrganisationEvent : IEvent;
