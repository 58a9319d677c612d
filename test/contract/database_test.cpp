#include "contract/engines.h"

#include "base/fault.h"

#include <gmock/gmock.h>
#include <limits>
#include <thread>

namespace onshi::storage {

namespace {

class DatabaseContract : public OnEveryEngine
{
protected:
    void SetUp() override
    {
        committed(empty_database(), [](Transaction& t) {
            t.script("CREATE TABLE thing (id BIGINT PRIMARY KEY, word TEXT, bytes " + bytes_type() + ")");
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
        t.execute("INSERT INTO thing (id, word, bytes) VALUES ($1, $2, $3)",
                  {std::numeric_limits<std::int64_t>::max(), Null{}, Null{}});
    });
    int rows = 0;
    seen(empty_database(), [&](Transaction& t) {
        t.query("SELECT id, word, bytes FROM thing ORDER BY id", {}, [&](const Row& row) {
            if (rows++ == 0) {
                EXPECT_EQ(row.integer(0), -5);
                EXPECT_EQ(row.text(1), "髙﨑　'x'");
                EXPECT_EQ(row.text(2), bytes);
            } else {
                EXPECT_EQ(row.integer(0), std::numeric_limits<std::int64_t>::max());
                EXPECT_TRUE(row.is_null(1));
                EXPECT_TRUE(row.is_null(2));
                EXPECT_EQ(row.text(1), "");
            }
        });
        return 0;
    });
    EXPECT_EQ(rows, 2);
}

TEST_P(DatabaseContract, one_statement_takes_a_value_or_nothing_in_the_same_place)
{
    const auto insert_word = [](Transaction& t, std::int64_t id, Value word, Value bytes) {
        t.execute("INSERT INTO thing (id, word, bytes) VALUES ($1, $2, $3)", {id, word, bytes});
    };
    const auto find = [](Transaction& t, Value id) {
        std::int64_t found = 0;
        t.query("SELECT COUNT(*) FROM thing WHERE id = $1", {id}, [&](const Row& row) { found = row.integer(0); });
        return found;
    };
    committed(empty_database(), [&](Transaction& t) {
        insert_word(t, 1, Null{}, Null{});
        insert_word(t, 2, std::string_view("two"), Blob{std::string_view("\0\1", 2)});
        insert_word(t, 3, std::string_view(), Blob{});
        insert_word(t, 4, Null{}, Blob{"x"});
        EXPECT_EQ(find(t, Null{}), 0);
        EXPECT_EQ(find(t, std::int64_t{2}), 1);
        std::string seen;
        t.query("SELECT id, word, bytes FROM thing ORDER BY id", {}, [&](const Row& row) {
            seen += std::to_string(row.integer(0)) + (row.is_null(1) ? "-" : "w") + (row.is_null(2) ? "-" : "b");
        });
        EXPECT_EQ(seen, "1--2wb3wb4-b") << "an empty text or blob is not a null";
    });
}

TEST_P(DatabaseContract, a_row_may_be_looked_up_further_while_the_rows_are_read)
{
    committed(empty_database(), [](Transaction& t) {
        for (std::int64_t id = 1; id <= 100; ++id)
            insert(t, id, std::to_string(id));
        std::int64_t sum = 0;
        t.query("SELECT id FROM thing ORDER BY id", {}, [&](const Row& row) {
            t.query("SELECT CAST(word AS INTEGER) FROM thing WHERE id = $1", {row.integer(0)},
                    [&](const Row& inner) { sum += inner.integer(0); });
            t.execute("UPDATE thing SET word = 'seen' WHERE id = $1", {row.integer(0)});
        });
        EXPECT_EQ(sum, 5050);
    });
}

TEST_P(DatabaseContract, a_statement_that_failed_inside_a_savepoint_leaves_the_rest_good)
{
    committed(empty_database(), [](Transaction& t) {
        insert(t, 1, "one");
        for (int i = 0; i < 3; ++i) {
            t.execute("SAVEPOINT unit");
            EXPECT_EQ(code_of([&] { insert(t, 1, "again"); }), base::FaultCode::duplicate);
            t.execute("ROLLBACK TO SAVEPOINT unit");
            t.execute("RELEASE SAVEPOINT unit");
        }
        insert(t, 2, "two");
    });
    EXPECT_EQ(count(), 2);
}

TEST_P(DatabaseContract, what_went_wrong_is_told_without_what_the_rows_hold)
{
    const auto told = [&](const std::function<void(Transaction&)>& f) -> std::string {
        try {
            committed(empty_database(), [&](Transaction& t) { f(t); });
        } catch (const base::Fault& fault) {
            return fault.what();
        }
        return "no fault: 4711";
    };
    EXPECT_THAT(told([](Transaction& t) {
                    insert(t, 4711, "secret");
                    insert(t, 4711, "secret");
                }),
                testing::Not(testing::AnyOf(testing::HasSubstr("4711"), testing::HasSubstr("secret"))));
    EXPECT_THAT(told([](Transaction& t) {
                    t.script("CREATE TABLE strict (word TEXT NOT NULL, other TEXT CHECK (length(other) < 3))");
                    t.execute("INSERT INTO strict (word, other) VALUES ($1, $2)",
                              {std::string_view("4711"), std::string_view("secret")});
                }),
                testing::Not(testing::AnyOf(testing::HasSubstr("4711"), testing::HasSubstr("secret"))));
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
            committed(empty_database(), [](Transaction& t) { // reads, then writes what follows from it
                std::int64_t n = 0;
                t.query("SELECT CAST(word AS INTEGER) FROM thing", {}, [&](const Row& row) { n = row.integer(0); });
                const auto next = std::to_string(n + 1);
                t.execute("UPDATE thing SET word = $1", {std::string_view(next)});
            });
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
