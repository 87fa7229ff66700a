#include "sim/functional/npy.hpp"

#include <filesystem>
#include <fstream>
#include <functional>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/temporary_folder.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::sim {
namespace {

using testing::HasSubstr;

/// An NPY file put together by hand.
std::string npy_bytes(const std::string& dictionary, const std::string& numbers,
                      const std::string& version = std::string("\x01\x00", 2)) {
    std::string bytes = "\x93NUMPY" + version;
    const std::size_t length_bytes = version.front() == '\x01' ? 2 : 4;
    for (std::size_t i = 0; i < length_bytes; ++i) {
        bytes += static_cast<char>((dictionary.size() >> (8 * i)) & 0xFFU);
    }
    return bytes + dictionary + numbers;
}

const std::string four_bytes = "{'descr': '|i1', 'fortran_order': False, 'shape': (2, 2), }";

class Npy : public testing::Test {
  protected:
    NpyArray read(const std::string& bytes) {
        std::ofstream(file_, std::ios::binary) << bytes;
        return read_npy(file_);
    }

    std::string refusal(const std::string& bytes) {
        try {
            read(bytes);
        } catch (const InputError& error) {
            return error.what();
        }
        return "read without complaint";
    }

    TemporaryFolder folder_;
    std::string file_ = folder_.path() + "/a.npy";
};

TEST_F(Npy, ComesBackAsItWasWritten) {
    const std::vector<std::int32_t> small{-128, 127, 0, 1, 2, 3};
    for (const ElementType type : {ElementType::int8, ElementType::int16, ElementType::int32}) {
        write_npy(file_, NpyArray{type, {2, 3}, small});
        const NpyArray array = read_npy(file_);
        EXPECT_EQ(array.type, type);
        EXPECT_EQ(array.shape, (std::vector<std::int64_t>{2, 3}));
        EXPECT_EQ(std::get<std::vector<std::int32_t>>(array.numbers), small);
    }
    const std::vector<float> floats{0.5F, -1e30F, 3};
    write_npy(file_, NpyArray{ElementType::float32, {3}, floats});
    EXPECT_EQ(std::get<std::vector<float>>(read_npy(file_).numbers), floats);
    write_npy(file_, NpyArray{ElementType::int32, {}, std::vector<std::int32_t>{7}});
    EXPECT_TRUE(read_npy(file_).shape.empty());
}

TEST_F(Npy, BeginsItsNumbersAtAMultipleOf64Bytes) {
    write_npy(file_, NpyArray{ElementType::int32, {1}, std::vector<std::int32_t>{7}});
    EXPECT_EQ(std::filesystem::file_size(file_) % 64, 4U);
}

TEST_F(Npy, ReadsVersion2AndOtherSpacing) {
    const auto array =
        read(npy_bytes("{\"shape\":(4,),\"fortran_order\":False,\"descr\":\"<i1\"}\n",
                       "\x01\x02\x03\xFF", std::string("\x02\x00", 2)));
    EXPECT_EQ(array.shape, (std::vector<std::int64_t>{4}));
    EXPECT_EQ(std::get<std::vector<std::int32_t>>(array.numbers),
              (std::vector<std::int32_t>{1, 2, 3, -1}));
}

TEST_F(Npy, RefusesWhatIsNoNpyFile) {
    EXPECT_THAT(refusal("PK\x03\x04 something else"), HasSubstr("not an NPY file"));
    EXPECT_THAT(refusal(""), HasSubstr("not an NPY file"));
    EXPECT_THAT(refusal(npy_bytes(four_bytes, "abcd", std::string("\x03\x00", 2))),
                HasSubstr("expected 1.0 or 2.0, found 3.0"));
    EXPECT_THROW(read_npy(folder_.path()), InputError);
    EXPECT_THROW(read_npy(folder_.path() + "/missing.npy"), InputError);
}

TEST_F(Npy, RefusesAFileOfAnotherLength) {
    const std::string whole = npy_bytes(four_bytes, "abcd");
    EXPECT_EQ(refusal(whole), "read without complaint");
    for (std::size_t length = 0; length < whole.size(); ++length) {
        EXPECT_NE(refusal(whole.substr(0, length)), "read without complaint") << length;
    }
    EXPECT_THAT(refusal(npy_bytes(four_bytes, "abc")),
                HasSubstr("expected 4 bytes after the header, found 3 bytes"));
    EXPECT_THAT(refusal(npy_bytes(four_bytes, "abcde")), HasSubstr("found 5 bytes"));
}

TEST_F(Npy, RefusesAShapeThatFitsNoMemory) {
    EXPECT_THAT(refusal(npy_bytes("{'descr': '<i4', 'fortran_order': False, 'shape': "
                                  "(4611686018427387904, 4), }",
                                  "abcd")),
                HasSubstr("as many numbers as its shape says"));
    EXPECT_THAT(refusal(npy_bytes("{'descr': '<i4', 'fortran_order': False, 'shape': "
                                  "(99999999999999999999,), }",
                                  "abcd")),
                HasSubstr("shape in the NPY header is malformed"));
}

TEST_F(Npy, RefusesOtherTypesAndOrders) {
    const auto with = [](const std::string& descr, const std::string& order) {
        return npy_bytes(
            "{'descr': " + descr + ", 'fortran_order': " + order + ", 'shape': (2, 2), }", "abcd");
    };
    EXPECT_THAT(refusal(with("'<f8'", "False")), HasSubstr("found '<f8'"));
    EXPECT_THAT(refusal(with("'>i4'", "False")), HasSubstr("little-endian"));
    EXPECT_THAT(refusal(with("[('a', '<i4')]", "False")), HasSubstr("type that is not read"));
    EXPECT_THAT(refusal(with("'|i1'", "True")), HasSubstr("Fortran order"));
}

TEST_F(Npy, RefusesAMalformedHeader) {
    EXPECT_THAT(refusal(npy_bytes("{'descr': '|i1', 'shape': (4,)}", "abcd")),
                HasSubstr("lacks `fortran_order`"));
    for (const char* header :
         {"", "{", "}", "{'descr'", "{'descr':", "{'descr': '|i1'", "[]", "{:::}",
          "{'descr': '|i1', 'fortran_order': False, 'shape': (-4,), }",
          "{'descr': '|i1', 'fortran_order': False, 'shape': 4, }",
          "{'descr': '|i1', 'fortran_order': False, 'shape': (2, 2"}) {
        EXPECT_NE(refusal(npy_bytes(header, "abcd")), "read without complaint") << header;
    }
    const std::string huge = std::string("\x93NUMPY\x02\x00", 8) + "\xFF\xFF\xFF\xFF";
    EXPECT_THAT(refusal(huge), HasSubstr("header is too long"));
}

TEST_F(Npy, LeavesNothingWhereItCannotWrite) {
    const NpyArray array{ElementType::int32, {1}, std::vector<std::int32_t>{7}};
    EXPECT_THROW(write_npy(folder_.path() + "/no/such/folder.npy", array), InputError);
    write_npy(file_, array);
    EXPECT_FALSE(std::filesystem::exists(file_ + ".part"));
}

} // namespace
} // namespace counterpoint::sim
