-- Which silos form a cluster, and the statements by which Orleans' ADO.NET provider reads and changes that: it looks them up by key and fills in its parameters.
-- Every change moves the cluster's version from the one that its silo has read, in one statement with the change itself: of two silos that decide at the same
-- moment, one finds the version moved and reads again.

create table orleansquery (
    querykey text primary key,
    querytext text not null);

create table orleansmembershipversiontable (
    deploymentid text primary key,
    version integer not null default 0);

create table orleansmembershiptable (
    deploymentid text not null references orleansmembershipversiontable (deploymentid),
    address text not null,
    port integer not null,
    generation integer not null,
    siloname text not null,
    hostname text not null,
    status integer not null,
    proxyport integer not null,
    suspecttimes text,
    starttime timestamptz not null,
    iamalivetime timestamptz not null,
    primary key (deploymentid, address, port, generation));

insert into orleansquery (querykey, querytext) values
('InsertMembershipVersionKey', '
    with added as (
        insert into orleansmembershipversiontable (deploymentid) values (@DeploymentId)
        on conflict do nothing
        returning 1)
    select count(*)::integer from added'),

('InsertMembershipKey', '
    with moved as (
        update orleansmembershipversiontable set version = version + 1
        where deploymentid = @DeploymentId and version = @Version and not exists (
            select from orleansmembershiptable
            where deploymentid = @DeploymentId and address = @Address and port = @Port and generation = @Generation)
        returning deploymentid),
    added as (
        insert into orleansmembershiptable (deploymentid, address, port, generation, siloname, hostname, status, proxyport, starttime, iamalivetime)
        select deploymentid, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime from moved
        returning 1)
    select count(*)::integer from added'),

('UpdateMembershipKey', '
    with moved as (
        update orleansmembershipversiontable set version = version + 1
        where deploymentid = @DeploymentId and version = @Version and exists (
            select from orleansmembershiptable
            where deploymentid = @DeploymentId and address = @Address and port = @Port and generation = @Generation)
        returning deploymentid),
    changed as (
        update orleansmembershiptable m set status = @Status, suspecttimes = @SuspectTimes, iamalivetime = @IAmAliveTime
        from moved
        where m.deploymentid = moved.deploymentid and m.address = @Address and m.port = @Port and m.generation = @Generation
        returning 1)
    select count(*)::integer from changed'),

('UpdateIAmAlivetimeKey', '
    update orleansmembershiptable set iamalivetime = @IAmAliveTime
    where deploymentid = @DeploymentId and address = @Address and port = @Port and generation = @Generation'),

('MembershipReadRowKey', '
    select v.version, m.address, m.port, m.generation, m.siloname, m.hostname, m.status, m.proxyport, m.suspecttimes, m.starttime, m.iamalivetime
    from orleansmembershipversiontable v
    left join orleansmembershiptable m on m.deploymentid = v.deploymentid and m.address = @Address and m.port = @Port and m.generation = @Generation
    where v.deploymentid = @DeploymentId'),

('MembershipReadAllKey', '
    select v.version, m.address, m.port, m.generation, m.siloname, m.hostname, m.status, m.proxyport, m.suspecttimes, m.starttime, m.iamalivetime
    from orleansmembershipversiontable v
    left join orleansmembershiptable m on m.deploymentid = v.deploymentid
    where v.deploymentid = @DeploymentId'),

('DeleteMembershipTableEntriesKey', '
    with members as (delete from orleansmembershiptable where deploymentid = @DeploymentId)
    delete from orleansmembershipversiontable where deploymentid = @DeploymentId'),

('GatewaysQueryKey', '
    select address, proxyport, generation from orleansmembershiptable
    where deploymentid = @DeploymentId and status = @Status and proxyport > 0'),

-- 3: active. One that is gone and was not seen since is forgotten.
('CleanupDefunctSiloEntriesKey', '
    delete from orleansmembershiptable
    where deploymentid = @DeploymentId and iamalivetime < @IAmAliveTime and status <> 3');
