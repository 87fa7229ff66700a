#include "workloads/onnx/lean_model.hpp"

#include <filesystem>
#include <fstream>
#include <limits>
#include <map>
#include <set>
#include <system_error>
#include <utility>

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <google/protobuf/wire_format_lite.h>

#include "vocabulary/problem.hpp"

namespace counterpoint::workloads::onnx {

namespace {

using google::protobuf::io::CodedInputStream;
using WireFormat = google::protobuf::internal::WireFormatLite;

[[noreturn]] void refuse_file(const std::string& file, const std::string& message,
                              const std::string& remedy = {}) {
    throw InputError(Problem{{file, 0, 0, {}}, message, {}, {}, remedy});
}

/// The messages that tensors stand in, with their fields by number: see onnx.proto.
enum class Kind { model, graph, node, attribute, tensor, other };

Kind kind_of(Kind parent, int field) {
    static const std::map<std::pair<Kind, int>, Kind> kinds{{{Kind::model, 7}, Kind::graph},
                                                            {{Kind::graph, 1}, Kind::node},
                                                            {{Kind::graph, 5}, Kind::tensor},
                                                            {{Kind::node, 5}, Kind::attribute},
                                                            {{Kind::attribute, 5}, Kind::tensor}};
    const auto found = kinds.find({parent, field});
    return found == kinds.end() ? Kind::other : found->second;
}

/// Documentation, metadata, training, functions and quantisation.
bool is_dropped(Kind parent, int field) {
    static const std::set<std::pair<Kind, int>> dropped{
        {Kind::model, 6},   {Kind::model, 14},    {Kind::model, 20}, {Kind::model, 25},
        {Kind::graph, 10},  {Kind::graph, 14},    {Kind::node, 6},   {Kind::tensor, 12},
        {Kind::tensor, 13}, {Kind::attribute, 13}};
    return dropped.count({parent, field}) > 0;
}

bool is_value_of_tensor(Kind parent, int field) {
    static const std::set<int> values{4, 5, 6, 7, 9, 10, 11};
    return parent == Kind::tensor && values.count(field) > 0;
}

bool is_subgraph(Kind parent, int field) {
    return parent == Kind::attribute && (field == 6 || field == 11);
}

void append_varint(std::string& out, std::uint64_t value) {
    constexpr std::uint64_t more = 0x80;
    for (; value >= more; value >>= 7U) {
        out += static_cast<char>(value | more);
    }
    out += static_cast<char>(value);
}

/// Copies messages field by field. Nothing nests deeper than a tensor of an attribute.
class LeanCopy {
  public:
    LeanCopy(CodedInputStream& in, const std::string& file, const Limits& limits)
        : in_(in), file_(file), limits_(limits) {}

    /// Everything up to the limit of the stream. False where it is not well-formed.
    bool copy(Kind kind, std::string& out) {
        for (std::uint32_t tag = in_.ReadTag(); tag != 0; tag = in_.ReadTag()) {
            if (!copy_field(kind, tag, out)) {
                return false;
            }
            if (out.size() > limits_.bytes) {
                refuse_file(file_, "the model has more than " + std::to_string(limits_.bytes) +
                                       " bytes without its weights");
            }
        }
        return in_.ConsumedEntireMessage() && in_.BytesUntilLimit() == 0;
    }

  private:
    bool copy_field(Kind kind, std::uint32_t tag, std::string& out) {
        const int field = WireFormat::GetTagFieldNumber(tag);
        if (is_dropped(kind, field)) {
            return WireFormat::SkipField(&in_, tag);
        }
        switch (WireFormat::GetTagWireType(tag)) {
        case WireFormat::WIRETYPE_VARINT: {
            std::uint64_t value = 0;
            const bool read = in_.ReadVarint64(&value);
            append_varint(out, tag);
            append_varint(out, value);
            return read;
        }
        case WireFormat::WIRETYPE_FIXED64:
            return copy_bytes(tag, 8, out);
        case WireFormat::WIRETYPE_FIXED32:
            return copy_bytes(tag, 4, out);
        case WireFormat::WIRETYPE_LENGTH_DELIMITED:
            return copy_piece(kind, tag, out);
        default: // groups, which ONNX does not have
            return false;
        }
    }

    bool copy_bytes(std::uint32_t tag, int length, std::string& out) {
        std::string bytes;
        const bool read = in_.ReadString(&bytes, length);
        append_varint(out, tag);
        out += bytes;
        return read;
    }

    bool copy_piece(Kind kind, std::uint32_t tag, std::string& out) {
        const int field = WireFormat::GetTagFieldNumber(tag);
        std::uint32_t length = 0;
        if (!in_.ReadVarint32(&length) ||
            length > static_cast<std::uint32_t>(in_.BytesUntilLimit())) {
            return false;
        }
        const int bytes = static_cast<int>(length);
        if (is_value_of_tensor(kind, field) && length > limits_.tensor_bytes) {
            return in_.Skip(bytes);
        }
        if (is_subgraph(kind, field)) { // that there is one is all that counts
            append_varint(out, tag);
            append_varint(out, 0);
            return in_.Skip(bytes);
        }
        std::string piece;
        const Kind part = kind_of(kind, field);
        if (part == Kind::other) {
            if (!in_.ReadString(&piece, bytes)) {
                return false;
            }
        } else {
            count_message();
            const CodedInputStream::Limit outer = in_.PushLimit(bytes);
            const bool whole = copy(part, piece);
            in_.PopLimit(outer);
            if (!whole) {
                return false;
            }
        }
        append_varint(out, tag);
        append_varint(out, piece.size());
        out += piece;
        return true;
    }

    void count_message() {
        if (++messages_ > limits_.messages) {
            refuse_file(file_, "the model has more than " + std::to_string(limits_.messages) +
                                   " nodes, attributes and tensors");
        }
    }

    CodedInputStream& in_;
    const std::string& file_;
    const Limits& limits_;
    std::size_t messages_ = 0;
};

std::string lean_model(google::protobuf::io::ZeroCopyInputStream& stream, int size,
                       const std::string& file, const Limits& limits) {
    CodedInputStream in(&stream);
    in.PushLimit(size);
    std::string lean;
    if (!LeanCopy(in, file, limits).copy(Kind::model, lean)) {
        refuse_file(file, "this is no ONNX model, or only part of one: near byte " +
                              std::to_string(in.CurrentPosition()) + " it is not well-formed");
    }
    return lean;
}

} // namespace

std::string lean_model_of_bytes(const std::string& bytes, const std::string& file,
                                const Limits& limits) {
    google::protobuf::io::ArrayInputStream stream(bytes.data(), static_cast<int>(bytes.size()));
    return lean_model(stream, static_cast<int>(bytes.size()), file, limits);
}

std::string lean_model_of_file(const std::string& file) {
    std::error_code error;
    const auto status = std::filesystem::status(file, error);
    if (!std::filesystem::exists(status)) {
        refuse_file(file, "the file does not exist");
    }
    if (!std::filesystem::is_regular_file(status)) {
        refuse_file(file, "this is not a regular file");
    }
    const std::uintmax_t size = std::filesystem::file_size(file, error);
    if (error || size > static_cast<std::uintmax_t>(std::numeric_limits<int>::max())) {
        refuse_file(file, "the file has more than 2 GB, as no ONNX model has",
                    "keep large weights in files of their own (external data)");
    }
    std::ifstream input(file, std::ios::binary);
    if (!input) {
        refuse_file(file, "the file cannot be opened", "check that you may read it");
    }
    google::protobuf::io::IstreamInputStream stream(&input);
    return lean_model(stream, static_cast<int>(size), file, {});
}

} // namespace counterpoint::workloads::onnx
