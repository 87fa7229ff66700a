#include "results/html/packing.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace counterpoint::results {

namespace {

using Json = nlohmann::ordered_json;
using Shape = std::vector<std::string>;

constexpr int plain_array = -1;
constexpr int runs = -2;

Shape keys_of(const Json& object) {
    Shape keys;
    for (const auto& entry : object.items()) {
        keys.push_back(entry.key());
    }
    return keys;
}

bool have_same_keys(const Json& one, const Json& other) {
    return one.is_object() && other.is_object() && keys_of(one) == keys_of(other);
}

/// The entries of `changed` that are not in `base`; both have the same keys.
Json difference(const Json& base, const Json& changed) {
    Json object = Json::object();
    for (const auto& entry : changed.items()) {
        const Json& before = base.at(entry.key());
        if (entry.value() == before) {
            continue;
        }
        object[entry.key()] = have_same_keys(before, entry.value())
                                  ? difference(before, entry.value())
                                  : entry.value();
    }
    return object;
}

/// [value, count, …]
Json runs_of(const Json& array) {
    Json list = Json::array({runs});
    std::size_t i = 0;
    while (i < array.size()) {
        std::size_t end = i + 1;
        while (end < array.size() && array[end] == array[i]) {
            ++end;
        }
        list.push_back(array[i]);
        list.push_back(end - i);
        i = end;
    }
    return list;
}

class Packing {
  public:
    Json pack(const Json& value) {
        if (value.is_object()) {
            return pack_object(value);
        }
        return value.is_array() ? pack_array(value) : value;
    }

    [[nodiscard]] Json shapes() const {
        Json list = Json::array();
        for (const Shape* shape : in_order_) {
            list.push_back(*shape);
        }
        return list;
    }

  private:
    Json pack_object(const Json& object) {
        Json list = Json::array({number_of(keys_of(object))});
        const auto analytical = object.find("analytical");
        for (const auto& entry : object.items()) {
            const bool changes = entry.key() == "simulation" && analytical != object.end() &&
                                 have_same_keys(*analytical, entry.value());
            list.push_back(pack(changes ? difference(*analytical, entry.value()) : entry.value()));
        }
        return list;
    }

    Json pack_array(const Json& array) {
        constexpr std::size_t worth_looking = 16;
        const bool numbers = !array.empty() && array.front().is_number();
        if (numbers && array.size() >= worth_looking) {
            Json shorter = runs_of(array);
            if (shorter.size() <= array.size()) {
                return shorter;
            }
        }
        Json list = Json::array({plain_array});
        for (const Json& value : array) {
            list.push_back(pack(value));
        }
        return list;
    }

    std::size_t number_of(Shape shape) {
        const auto [place, added] = numbers_.emplace(std::move(shape), in_order_.size());
        if (added) {
            in_order_.push_back(&place->first);
        }
        return place->second;
    }

    std::map<Shape, std::size_t> numbers_;
    std::vector<const Shape*> in_order_;
};

} // namespace

Json packed(const Json& value) {
    Packing packing;
    Json root = packing.pack(value);
    return Json{{"shapes", packing.shapes()}, {"value", std::move(root)}};
}

} // namespace counterpoint::results
