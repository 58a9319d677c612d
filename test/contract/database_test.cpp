#include "contract/engines.h"

#include "base/fault.h"

#include <gmock/gmock.h>
#include <thread>

namespace onshi::storage {

namespace {

class DatabaseContract : public OnEveryEngine
{
protected:
    void SetUp() override
    {
        committed(empty_database(), [](Transaction& t) {
            t.script("CREATE TABLE thing (id INTEGER PRIMARY KEY, word TEXT, bytes BLOB)");
        });
    }
    std::int64_t count()
    {
        return seen(empty_database(), [](Transaction& t) {
            std::int64_t n = 0;
            t.query("SELECT COUNT(*) FROM thing", {}, [&](const Row& row) { n = row.integer(0); });
            return n;
        });
    }
};

std::int64_t insert(Transaction& t, std::int64_t id, std::string_view word)
{
    return t.execute("INSERT INTO thing (id, word) VALUES ($1, $2)", {id, word});
}

base::FaultCode code_of(const std::function<void()>& f)
{
    try {
        f();
    } catch (const base::Fault& fault) {
        return fault.code();
    }
    ADD_FAILURE() << "no fault";
    return base::FaultCode::setup;
}

TEST_P(DatabaseContract, values_come_back_as_they_went_in)
{
    const std::string bytes("\0\xff\0x", 4);
    committed(empty_database(), [&](Transaction& t) {
        t.execute("INSERT INTO thing (id, word, bytes) VALUES ($1, $2, $3)",
                  {std::int64_t{-5}, std::string_view("髙﨑　'x'"), Blob{bytes}});
        t.execute("INSERT INTO thing (id, word, bytes) VALUES ($1, $2, $3)", {std::int64_t{7}, Null{}, Null{}});
    });
    int rows = 0;
    seen(empty_database(), [&](Transaction& t) {
        t.query("SELECT id, word, bytes FROM thing ORDER BY id", {}, [&](const Row& row) {
            if (rows++ == 0) {
                EXPECT_EQ(row.integer(0), -5);
                EXPECT_EQ(row.text(1), "髙﨑　'x'");
                EXPECT_EQ(row.text(2), bytes);
            } else {
                EXPECT_TRUE(row.is_null(1));
                EXPECT_TRUE(row.is_null(2));
            }
        });
        return 0;
    });
    EXPECT_EQ(rows, 2);
}

TEST_P(DatabaseContract, parameters_bind_by_their_number_not_by_their_place)
{
    committed(empty_database(), [](Transaction& t) {
        t.execute("INSERT INTO thing (word, id) VALUES ($2, $1)", {std::int64_t{3}, std::string_view("three")});
    });
    seen(empty_database(), [](Transaction& t) {
        t.query("SELECT word FROM thing WHERE id = $1", {std::int64_t{3}},
                [](const Row& row) { EXPECT_EQ(row.text(0), "three"); });
        return 0;
    });
}

TEST_P(DatabaseContract, what_is_not_committed_is_gone)
{
    {
        const auto transaction = empty_database().begin(Mode::write);
        insert(*transaction, 1, "one");
    }
    EXPECT_EQ(count(), 0);
}

TEST_P(DatabaseContract, a_savepoint_rolls_back_alone)
{
    committed(empty_database(), [](Transaction& t) {
        insert(t, 1, "one");
        t.execute("SAVEPOINT unit");
        insert(t, 2, "two");
        t.execute("ROLLBACK TO SAVEPOINT unit");
        t.execute("RELEASE SAVEPOINT unit");
        insert(t, 3, "three");
    });
    EXPECT_EQ(count(), 2);
}

TEST_P(DatabaseContract, a_second_use_of_a_unique_key_is_a_duplicate)
{
    EXPECT_EQ(code_of([&] {
                  committed(empty_database(), [](Transaction& t) {
                      insert(t, 1, "one");
                      insert(t, 1, "again");
                  });
              }),
              base::FaultCode::duplicate);
    EXPECT_EQ(count(), 0);
}

TEST_P(DatabaseContract, a_wrong_statement_is_a_storage_fault_without_values)
{
    EXPECT_EQ(code_of([&] {
                  seen(empty_database(), [](Transaction& t) { return t.execute("SELECT nothing FROM nowhere"); });
              }),
              base::FaultCode::storage);
}

TEST_P(DatabaseContract, returning_gives_the_changed_row)
{
    committed(empty_database(), [](Transaction& t) {
        insert(t, 1, "one");
        int rows = 0;
        t.query("UPDATE thing SET word = $2 WHERE id = $1 RETURNING word", {std::int64_t{1}, std::string_view("uno")},
                [&](const Row& row) {
                    ++rows;
                    EXPECT_EQ(row.text(0), "uno");
                });
        EXPECT_EQ(rows, 1);
    });
}

TEST_P(DatabaseContract, execute_tells_how_many_rows_changed)
{
    committed(empty_database(), [](Transaction& t) {
        insert(t, 1, "a");
        insert(t, 2, "a");
        EXPECT_EQ(t.execute("UPDATE thing SET word = 'b'"), 2);
        EXPECT_EQ(t.execute("UPDATE thing SET word = 'b' WHERE id = 9"), 0);
    });
}

TEST_P(DatabaseContract, a_snapshot_does_not_move)
{
    if (!is_durable())
        return; // a database in memory has one connection: nobody can write beside a reader
    committed(empty_database(), [](Transaction& t) { insert(t, 1, "one"); });
    const auto snapshot = empty_database().begin(Mode::read);
    const auto seen_now = [&] {
        std::int64_t n = 0;
        snapshot->query("SELECT COUNT(*) FROM thing", {}, [&](const Row& row) { n = row.integer(0); });
        return n;
    };
    EXPECT_EQ(seen_now(), 1);
    committed(empty_database(), [](Transaction& t) { insert(t, 2, "two"); });
    EXPECT_EQ(seen_now(), 1);
}

TEST_P(DatabaseContract, writers_wait_for_one_another)
{
    committed(empty_database(), [](Transaction& t) { insert(t, 1, "0"); });
    const auto add_many = [this] {
        for (int i = 0; i < 50; ++i)
            committed(empty_database(),
                      [](Transaction& t) { t.execute("UPDATE thing SET word = CAST(word AS INTEGER) + 1"); });
    };
    {
        const std::jthread a(add_many), b(add_many), c(add_many);
    }
    seen(empty_database(), [](Transaction& t) {
        t.query("SELECT word FROM thing", {}, [](const Row& row) { EXPECT_EQ(row.text(0), "150"); });
        return 0;
    });
}

TEST_P(DatabaseContract, what_was_committed_is_there_when_opened_again)
{
    if (!is_durable())
        return;
    committed(empty_database(), [](Transaction& t) { insert(t, 1, "one"); });
    const auto again = reopened();
    seen(*again, [](Transaction& t) {
        t.query("SELECT word FROM thing", {}, [](const Row& row) { EXPECT_EQ(row.text(0), "one"); });
        return 0;
    });
}

ONSHI_ON_EVERY_ENGINE(DatabaseContract);

} // namespace

} // namespace onshi::storage
