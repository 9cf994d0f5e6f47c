-- What Orleans keeps for itself through its ADO.NET grain storage. Nothing of ours is here: agreements and all else are in the journal alone. The statements
-- answer with the version after the write, or with the one that was given when another silo was faster.

create table orleansstorage (
    grainidhash integer not null,
    grainidn0 bigint not null,
    grainidn1 bigint not null,
    graintypehash integer not null,
    graintypestring text not null,
    grainidextensionstring text,
    serviceid text not null,
    payloadbinary bytea,
    version integer not null);

create unique index orleansstorage_grain on orleansstorage
    (grainidhash, graintypehash, grainidn0, grainidn1, graintypestring, serviceid, grainidextensionstring) nulls not distinct;

insert into orleansquery (querykey, querytext) values
('WriteToStorageKey', '
    with changed as (
        update orleansstorage set payloadbinary = @PayloadBinary, version = version + 1
        where grainidhash = @GrainIdHash and graintypehash = @GrainTypeHash and grainidn0 = @GrainIdN0 and grainidn1 = @GrainIdN1
            and graintypestring = @GrainTypeString and serviceid = @ServiceId and grainidextensionstring is not distinct from @GrainIdExtensionString::text
            and version = @GrainStateVersion::integer
        returning version),
    added as (
        insert into orleansstorage (grainidhash, grainidn0, grainidn1, graintypehash, graintypestring, grainidextensionstring, serviceid, payloadbinary, version)
        select @GrainIdHash, @GrainIdN0, @GrainIdN1, @GrainTypeHash, @GrainTypeString, @GrainIdExtensionString::text, @ServiceId, @PayloadBinary, 1
        where @GrainStateVersion::integer is null
        on conflict do nothing
        returning version)
    select coalesce((select version from changed), (select version from added), @GrainStateVersion::integer) as newgrainstateversion'),

('ReadFromStorageKey', '
    select payloadbinary, version from orleansstorage
    where grainidhash = @GrainIdHash and graintypehash = @GrainTypeHash and grainidn0 = @GrainIdN0 and grainidn1 = @GrainIdN1
        and graintypestring = @GrainTypeString and serviceid = @ServiceId and grainidextensionstring is not distinct from @GrainIdExtensionString::text'),

('ClearStorageKey', '
    update orleansstorage set payloadbinary = null, version = version + 1
    where grainidhash = @GrainIdHash and graintypehash = @GrainTypeHash and grainidn0 = @GrainIdN0 and grainidn1 = @GrainIdN1
        and graintypestring = @GrainTypeString and serviceid = @ServiceId and grainidextensionstring is not distinct from @GrainIdExtensionString::text
        and version = @GrainStateVersion::integer
    returning version as newgrainstateversion'),

('DeleteStorageKey', '
    delete from orleansstorage
    where grainidhash = @GrainIdHash and graintypehash = @GrainTypeHash and grainidn0 = @GrainIdN0 and grainidn1 = @GrainIdN1
        and graintypestring = @GrainTypeString and serviceid = @ServiceId and grainidextensionstring is not distinct from @GrainIdExtensionString::text
        and version = @GrainStateVersion::integer
    returning version + 1 as newgrainstateversion');
