-- The read model: what lists, states and histories are answered from. Disposable: it is rebuilt from the object store
-- and the topics, and nothing is ever decided from it. Rows of one thing may be written by events of several topics in
-- any order, so everything but the key may be missing for a while.

-- Who this database is to Kafka: 'group', and the 'cluster' whose offsets it holds.
create table identity (
    name varchar(20) primary key,
    content varchar(200) not null
);

-- Records below next_offset are in the rows. Written in the transaction of the rows.
create table consumed (
    topic varchar(100) not null,
    topic_partition integer not null,
    next_offset bigint not null,
    primary key (topic, topic_partition)
);

create table site (
    site varchar(30) primary key,
    seq bigint not null,
    visibility varchar(10) not null,
    removed boolean not null,
    -- The settings as the store has them, without the secrets.
    document varchar not null
);

create table request (
    id varchar(80) primary key,
    site varchar(30),
    branch varchar(200),
    mode varchar(10),
    cause varchar(10),
    revision varchar(64),
    -- Whether the revision column is known to be what was asked for: a request of a deleted branch has none.
    announced boolean default false not null,
    requester varchar,
    reason varchar,
    heal_of bigint,
    requested_at timestamp(9) with time zone,
    covered_by bigint
);

create index request_of_channel on request (site, branch, requested_at);

create table build (
    site varchar(30) not null,
    number bigint not null,
    branch varchar(200) not null,
    request varchar(80),
    mode varchar(10),
    cause varchar(10),
    requester varchar,
    state varchar(10) default 'RUNNING' not null,
    wanted varchar(64),
    revision varchar(64),
    base bigint,
    heal_of bigint,
    builder varchar(80),
    started_at timestamp(9) with time zone,
    finished_at timestamp(9) with time zone,
    artifact varchar(64),
    files bigint,
    bytes bigint,
    added bigint,
    modified bigint,
    removed bigint,
    failure varchar(20),
    step varchar,
    message varchar,
    trace varchar,
    primary key (site, number)
);

create index build_of_channel on build (site, branch, number);
create index build_of_request on build (request);

create table generation (
    site varchar(30) not null,
    branch varchar(200) not null,
    number bigint not null,
    kind varchar(20) not null,
    build bigint,
    revision varchar(64),
    written_at timestamp(9) with time zone not null,
    written_by varchar not null,
    reason varchar,
    until timestamp(9) with time zone,
    primary key (site, branch, number)
);

create table quarantine (
    site varchar(30) not null,
    branch varchar(200) not null,
    build bigint not null,
    revision varchar(64),
    failure varchar(20) not null,
    reason varchar not null,
    quarantined_at timestamp(9) with time zone not null,
    primary key (site, branch, build)
);

create table refusal (
    site varchar(30) not null,
    branch varchar(200) not null,
    build bigint not null,
    reason varchar not null,
    refused_at timestamp(9) with time zone not null,
    primary key (site, branch, build)
);

create table dead_letter (
    id varchar(80) primary key,
    site varchar(30),
    branch varchar(200),
    request varchar(80),
    failure varchar(20),
    message varchar,
    build bigint,
    revision varchar(64),
    attempts integer,
    origin_topic varchar,
    origin_partition integer,
    origin_offset bigint,
    payload clob,
    set_aside_at timestamp(9) with time zone,
    resolution varchar(10),
    resolving_request varchar(80),
    resolved_by varchar,
    resolved_at timestamp(9) with time zone
);

create index dead_letter_of_channel on dead_letter (site, branch, build);

-- What the event stream can be resumed from: the newest events, in the order in which they were taken in.
create table journal (
    position bigint generated always as identity primary key,
    site varchar(30),
    type varchar(40) not null,
    content clob not null
);
