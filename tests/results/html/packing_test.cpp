#include "results/html/packing.hpp"

#include <cstddef>

#include <gtest/gtest.h>

namespace counterpoint::results {
namespace {

using Json = nlohmann::ordered_json;

/// The other direction, from the description in packing.hpp.
class Unpacking {
  public:
    explicit Unpacking(const Json& stored) : shapes_(stored.at("shapes")) {}

    [[nodiscard]] Json unpack(const Json& packed) const {
        if (!packed.is_array()) {
            return packed;
        }
        const int form = packed.at(0).get<int>();
        if (form == -1) {
            return values_of(packed);
        }
        return form == -2 ? expanded(packed) : object_of(packed);
    }

  private:
    [[nodiscard]] Json values_of(const Json& packed) const {
        Json list = Json::array();
        for (std::size_t i = 1; i < packed.size(); ++i) {
            list.push_back(unpack(packed[i]));
        }
        return list;
    }

    [[nodiscard]] static Json expanded(const Json& packed) {
        Json list = Json::array();
        for (std::size_t i = 1; i < packed.size(); i += 2) {
            for (int n = 0; n < packed[i + 1].get<int>(); ++n) {
                list.push_back(packed[i]);
            }
        }
        return list;
    }

    [[nodiscard]] Json object_of(const Json& packed) const {
        Json object = Json::object();
        const Json& keys = shapes_.at(packed.at(0).get<std::size_t>());
        for (std::size_t i = 0; i < keys.size(); ++i) {
            object[keys[i].get<std::string>()] = unpack(packed[i + 1]);
        }
        if (object.contains("simulation")) {
            object["simulation"] = merged(object.at("analytical"), object.at("simulation"));
        }
        return object;
    }

    [[nodiscard]] static Json merged(Json base, const Json& changes) {
        for (const auto& change : changes.items()) {
            Json& place = base[change.key()];
            place = place.is_object() && change.value().is_object() ? merged(place, change.value())
                                                                    : change.value();
        }
        return base;
    }

    Json shapes_;
};

void expect_to_come_back(const char* text) {
    const Json json = Json::parse(text);
    const Json stored = packed(json);
    EXPECT_EQ(Unpacking(stored).unpack(stored.at("value")), json) << stored;
}

TEST(Packing, KeepsEveryValueAndTheOrderOfTheKeys) {
    expect_to_come_back("{}");
    expect_to_come_back("[]");
    expect_to_come_back(R"({"b": 1, "a": [], "c": {"x": null, "y": [true, "text", -2, 0.5]}})");
    expect_to_come_back(R"([{"a": 1}, {"a": 2}, [{"a": 3}, 9223372036854775807]])");
}

TEST(Packing, NamesTheKeysOfManyLikeObjectsOnce) {
    const Json stored = packed(Json::parse(R"([{"a": 1, "b": 2}, {"a": 3, "b": 4}])"));
    EXPECT_EQ(stored.dump(), R"({"shapes":[["a","b"]],"value":[-1,[0,1,2],[0,3,4]]})");
}

TEST(Packing, CountsRunsOfNumbersWhereThatIsShorter) {
    Json array = Json::array();
    for (int i = 0; i < 40; ++i) {
        array.push_back(i < 30 ? 7 : 0);
    }
    EXPECT_EQ(packed(array).at("value"), Json::parse("[-2, 7, 30, 0, 10]"));
    expect_to_come_back(array.dump().c_str());
    for (int i = 0; i < 40; ++i) {
        array[static_cast<std::size_t>(i)] = i;
    }
    EXPECT_EQ(packed(array).at("value").at(0), -1);
    expect_to_come_back(array.dump().c_str());
}

TEST(Packing, KeepsOfTheSimulationOnlyWhatDiffers) {
    const char* const layer = R"({"name": "a",
        "analytical": {"cycles": 5, "stack": {"compute": 4, "tail": 1}, "counts": {"L1": 3}},
        "simulation": {"cycles": 6, "stack": {"compute": 4, "tail": 2}, "counts": {"L1": 3}}})";
    expect_to_come_back(layer);
    const Json stored = packed(Json::parse(layer));
    EXPECT_EQ(stored.at("value").at(3).dump(), "[4,6,[5,2]]");
    EXPECT_EQ(stored.at("shapes").at(4), Json::parse(R"(["cycles", "stack"])"));
}

TEST(Packing, KeepsANumberThatBecameNothing) {
    expect_to_come_back(
        R"({"analytical": {"a": 1, "b": null}, "simulation": {"a": null, "b": 2}})");
}

TEST(Packing, KeepsTheSimulationWholeWhereItsKeysAreOthers) {
    const Json stored =
        packed(Json::parse(R"({"analytical": {"a": 1}, "simulation": {"a": 1, "more": 2}})"));
    EXPECT_EQ(stored.at("value").at(2).dump(), "[2,1,2]");
}

} // namespace
} // namespace counterpoint::results
