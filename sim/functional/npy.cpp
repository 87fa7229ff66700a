#include "sim/functional/npy.hpp"

#include <cstring>
#include <filesystem>
#include <fstream>

#include "sim/functional/npy_header.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::sim {

namespace {

const std::string magic = "\x93NUMPY";
constexpr std::size_t longest_header = 1U << 20U;

/// A file being read; every way in which it can be wrong is a problem that names it.
class NpyFile {
  public:
    explicit NpyFile(std::string file) : file_(std::move(file)), stream_(file_, std::ios::binary) {
        std::error_code error;
        const auto size = std::filesystem::file_size(file_, error);
        if (error || !stream_) {
            refuse("the file cannot be read", "", error ? error.message() : "");
        }
        left_ = size;
    }

    [[noreturn]] void refuse(const std::string& message, const std::string& expected = "",
                             const std::string& found = "") const {
        Problem problem;
        problem.place.file = file_;
        problem.message = message;
        problem.expected = expected;
        problem.found = found;
        throw InputError(problem);
    }

    std::string take(std::size_t size, const char* what) {
        if (size > left_) {
            refuse(std::string("the NPY file is cut off in its ") + what,
                   std::to_string(size) + " bytes", std::to_string(left_) + " bytes");
        }
        std::string bytes(size, '\0');
        stream_.read(bytes.data(), static_cast<std::streamsize>(size));
        if (!stream_) {
            refuse("the file cannot be read");
        }
        left_ -= size;
        return bytes;
    }

    /// An unsigned number, little endian.
    std::size_t take_number(std::size_t size) {
        std::size_t number = 0;
        std::size_t shift = 0;
        for (const char c : take(size, "header")) {
            number |= static_cast<std::size_t>(static_cast<unsigned char>(c)) << shift;
            shift += 8;
        }
        return number;
    }

    [[nodiscard]] std::uintmax_t left() const { return left_; }

  private:
    std::string file_;
    std::ifstream stream_;
    std::uintmax_t left_ = 0;
};

std::string read_header_text(NpyFile& file) {
    if (file.left() < magic.size() || file.take(magic.size(), "header") != magic) {
        file.refuse("this is not an NPY file", "one that begins with \\x93NUMPY");
    }
    const std::size_t major = file.take_number(1);
    const std::size_t minor = file.take_number(1);
    if ((major != 1 && major != 2) || minor != 0) {
        file.refuse("the version of the NPY format is not read", "1.0 or 2.0",
                    std::to_string(major) + "." + std::to_string(minor));
    }
    const std::size_t length = file.take_number(major == 1 ? 2 : 4);
    if (length > longest_header) {
        file.refuse("the NPY header is too long",
                    "at most " + std::to_string(longest_header) + " bytes",
                    std::to_string(length) + " bytes");
    }
    return file.take(length, "header");
}

/// The numbers of the file are as many as the shape says, neither more nor fewer.
std::size_t check_size(const NpyFile& file, const NpyHeader& header) {
    std::size_t bytes = bytes_of(header.type);
    bool too_many = false;
    for (const std::int64_t size : header.shape) {
        too_many =
            __builtin_mul_overflow(bytes, static_cast<std::size_t>(size), &bytes) || too_many;
    }
    if (too_many || bytes != file.left()) {
        file.refuse("the NPY file does not hold as many numbers as its shape says",
                    too_many ? "a shape that fits into memory"
                             : std::to_string(bytes) + " bytes after the header",
                    std::to_string(file.left()) + " bytes");
    }
    return bytes / bytes_of(header.type);
}

template <class Stored, class Number>
std::vector<Number> widened(const std::string& bytes) {
    std::vector<Number> numbers(bytes.size() / sizeof(Stored));
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        Stored stored;
        std::memcpy(&stored, bytes.data() + i * sizeof(Stored), sizeof(Stored));
        // NOLINTNEXTLINE(bugprone-signed-char-misuse): an int8 is a number here, with its sign
        numbers[i] = static_cast<Number>(stored);
    }
    return numbers;
}

template <class Stored, class Number>
std::string narrowed(const std::vector<Number>& numbers) {
    std::string bytes(numbers.size() * sizeof(Stored), '\0');
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const auto stored = static_cast<Stored>(numbers[i]);
        std::memcpy(bytes.data() + i * sizeof(Stored), &stored, sizeof(Stored));
    }
    return bytes;
}

Numbers numbers_of(const std::string& bytes, ElementType type) {
    switch (type) {
    case ElementType::int8:
        return widened<std::int8_t, std::int32_t>(bytes);
    case ElementType::int16:
        return widened<std::int16_t, std::int32_t>(bytes);
    case ElementType::int32:
        return widened<std::int32_t, std::int32_t>(bytes);
    case ElementType::float32:
        break;
    }
    return widened<float, float>(bytes);
}

std::string bytes_of(const NpyArray& array) {
    switch (array.type) {
    case ElementType::int8:
        return narrowed<std::int8_t>(std::get<std::vector<std::int32_t>>(array.numbers));
    case ElementType::int16:
        return narrowed<std::int16_t>(std::get<std::vector<std::int32_t>>(array.numbers));
    case ElementType::int32:
        return narrowed<std::int32_t>(std::get<std::vector<std::int32_t>>(array.numbers));
    case ElementType::float32:
        break;
    }
    return narrowed<float>(std::get<std::vector<float>>(array.numbers));
}

/// The header, padded so that the numbers begin at a multiple of 64 bytes.
std::string header_bytes(const NpyArray& array) {
    std::string text = npy_header_text(NpyHeader{array.type, array.shape});
    const std::size_t before = magic.size() + 4;
    text.append(63 - (before + text.size()) % 64, ' ');
    text += '\n';
    std::string bytes = magic;
    bytes += '\x01';
    bytes += '\x00';
    bytes += static_cast<char>(text.size() & 0xFFU);
    bytes += static_cast<char>(text.size() >> 8U);
    return bytes + text;
}

} // namespace

NpyArray read_npy(const std::string& file) {
    NpyFile npy(file);
    const NpyHeader header = parse_npy_header(read_header_text(npy), file);
    const std::size_t elements = check_size(npy, header);
    const std::string bytes = npy.take(elements * bytes_of(header.type), "numbers");
    return NpyArray{header.type, header.shape, numbers_of(bytes, header.type)};
}

void write_npy(const std::string& file, const NpyArray& array) {
    const std::string unfinished = file + ".part";
    std::error_code error;
    {
        std::ofstream stream(unfinished, std::ios::binary | std::ios::trunc);
        stream << header_bytes(array) << bytes_of(array);
        stream.close();
        if (!stream) {
            error = std::make_error_code(std::errc::io_error);
        }
    }
    if (!error) {
        std::filesystem::rename(unfinished, file, error);
    }
    if (error) {
        std::error_code ignored;
        std::filesystem::remove(unfinished, ignored);
        Problem problem;
        problem.place.file = file;
        problem.message = "the file cannot be written: " + error.message();
        problem.remedy = "name a folder that exists and may be written to";
        throw InputError(problem);
    }
}

} // namespace counterpoint::sim
