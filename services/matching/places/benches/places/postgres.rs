//! The same question to PostgreSQL: its index on the point, nearest first, equally near ones by number.

use std::str::FromStr as _;
use std::time::Instant;

use alongside::postgres::{Options, Server};
use places::Asked;
use sqlx::postgres::PgConnectOptions;
use sqlx::{Connection as _, PgConnection};
use tokio::runtime::Runtime;

use crate::MOST;
use crate::country::Option;

/// PostgreSQL measures in floating point, so that two equally near options can differ in the last bit: a few more than
/// are wanted are put in order by whole numbers.
const NEAREST: &str = "select option_id from (
        select option_id, place from option
        where has & $3 = $3 and place <@ circle(point($1, $2), $4)
        order by place <-> point($1, $2) limit $5 + 4) as near
    order by (place[0] - $1) * (place[0] - $1) + (place[1] - $2) * (place[1] - $2), option_id limit $5";
/// The same for every request of a table, within one statement: no words on the wire, no planning. Once with the reach
/// asked of the index, once with the nearest taken from it first: which is faster depends on the request.
const INSIDE: [&str; 2] = [
    "select count(found.option_id) from request, lateral (
        select option_id from (
            select option_id, place from option
            where has & must = must and place <@ circle(at, reach)
            order by place <-> at limit $1 + 4) as near
        order by (place[0] - at[0]) * (place[0] - at[0]) + (place[1] - at[1]) * (place[1] - at[1]), option_id
        limit $1) as found",
    "select count(found.option_id) from request, lateral (
        select option_id from (
            select option_id, place from option
            where has & must = must
            order by place <-> at limit $1 + 4) as near
        where place <-> at <= reach
        order by (place[0] - at[0]) * (place[0] - at[0]) + (place[1] - at[1]) * (place[1] - at[1]), option_id
        limit $1) as found",
];

/// A table of the options on a server of its own.
pub struct Table {
    runtime: Runtime,
    connection: PgConnection,
    server: Server,
    folder: std::path::PathBuf,
}

impl Table {
    pub fn start(options: &[Option]) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let folder = std::env::temp_dir().join(format!("alongside-places-{}", std::process::id()));
        let server = Server::start(&Options::for_tests(&folder)).expect("PostgreSQL starts");
        let address = PgConnectOptions::from_str(&server.url()).expect("an address");
        let connection = runtime.block_on(PgConnection::connect_with(&address)).expect("it answers");
        let mut table = Self { runtime, connection, server, folder };
        table.run("set max_parallel_workers_per_gather = 0");
        table.run("set jit = off");
        table.run(
            "create table option (option_id int primary key, place point not null, has bigint not null)",
        );
        table.run("create table request (at point not null, must bigint not null, reach float not null)");
        let (east, north): (Vec<f64>, Vec<f64>) =
            options.iter().map(|option| (f64::from(option.spot.east), f64::from(option.spot.north))).unzip();
        let has: Vec<i64> = options.iter().map(|option| option.has.cast_signed()).collect();
        let insert = sqlx::query(
            "insert into option select number - 1, point(east, north), has
             from unnest($1::float[], $2::float[], $3::bigint[]) with ordinality as t (east, north, has, number)",
        );
        let insert = insert.bind(east).bind(north).bind(has).execute(&mut table.connection);
        table.runtime.block_on(insert).expect("the options");
        table.run("create index option_place on option using gist (place)");
        table.run("vacuum analyze option");
        table
    }

    /// The options nearest to somebody.
    pub fn nearest(&mut self, asked: &Asked) -> Vec<i32> {
        let ask = sqlx::query_scalar(NEAREST)
            .bind(f64::from(asked.at.east))
            .bind(f64::from(asked.at.north))
            .bind(asked.must.cast_signed())
            .bind(f64::from(asked.reach))
            .bind(MOST as i64)
            .fetch_all(&mut self.connection);
        self.runtime.block_on(ask).expect("an answer")
    }

    /// The time of each request, asked with a prepared statement, in microseconds.
    pub fn times(&mut self, requests: &[Asked]) -> Vec<f64> {
        let time = |asked: &Asked| {
            let start = Instant::now();
            std::hint::black_box(self.nearest(asked));
            start.elapsed().as_secs_f64() * 1e6
        };
        requests.iter().map(time).collect()
    }

    /// The mean time of a request when one statement asks them all, in microseconds: the faster of two ways of asking.
    pub fn inside(&mut self, requests: &[Asked]) -> f64 {
        let east: Vec<f64> = requests.iter().map(|asked| asked.at.east.into()).collect();
        let north: Vec<f64> = requests.iter().map(|asked| asked.at.north.into()).collect();
        let must: Vec<i64> = requests.iter().map(|asked| asked.must.cast_signed()).collect();
        let reach: Vec<f64> = requests.iter().map(|asked| asked.reach.into()).collect();
        let insert = sqlx::query(
            "insert into request select point(east, north), must, reach
             from unnest($1::float[], $2::float[], $3::bigint[], $4::float[]) as t (east, north, must, reach)",
        );
        let insert = insert.bind(east).bind(north).bind(must).bind(reach).execute(&mut self.connection);
        self.runtime.block_on(insert).expect("the requests");
        let mut time = |statement: &'static str| {
            let start = Instant::now();
            let ask =
                sqlx::query_scalar::<_, i64>(statement).bind(MOST as i64).fetch_one(&mut self.connection);
            let found = self.runtime.block_on(ask).expect("an answer");
            (start.elapsed().as_secs_f64() * 1e6 / requests.len() as f64, found)
        };
        let [(circle, found), (nearest, same)] = INSIDE.map(&mut time);
        assert_eq!(found, same, "two ways of asking the same");
        circle.min(nearest)
    }

    pub fn stop(self) {
        self.runtime.block_on(self.connection.close()).expect("closed");
        self.server.stop().expect("PostgreSQL stops");
        let _ = std::fs::remove_dir_all(self.folder);
    }

    fn run(&mut self, statement: &'static str) {
        self.runtime.block_on(sqlx::query(statement).execute(&mut self.connection)).expect("it runs");
    }
}
