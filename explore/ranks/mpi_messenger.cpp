#include "explore/ranks/mpi_messenger.hpp"

#include <list>
#include <utility>

#include <boost/mpi/communicator.hpp>
#include <boost/mpi/datatype.hpp>
#include <boost/mpi/environment.hpp>
#include <boost/mpi/request.hpp>
#include <boost/mpi/status.hpp>

namespace counterpoint::explore {

namespace {

namespace mpi = boost::mpi;

constexpr int tag = 1;

class MpiMessenger : public Messenger {
  public:
    MpiMessenger() = default;
    ~MpiMessenger() override {
        for (Sending& sending : sendings_) {
            sending.request.wait();
        }
    }
    MpiMessenger(const MpiMessenger&) = delete;
    MpiMessenger& operator=(const MpiMessenger&) = delete;
    MpiMessenger(MpiMessenger&&) = delete;
    MpiMessenger& operator=(MpiMessenger&&) = delete;

    [[nodiscard]] int rank() const override { return world_.rank(); }
    [[nodiscard]] int size() const override { return world_.size(); }

    void send(int to, std::string bytes) override {
        sendings_.emplace_back();
        Sending& sending = sendings_.back();
        sending.bytes = std::move(bytes);
        sending.request =
            world_.isend(to, tag, sending.bytes.data(), static_cast<int>(sending.bytes.size()));
    }

    std::optional<Message> receive() override {
        forget_what_was_sent();
        const boost::optional<mpi::status> found = world_.iprobe(mpi::any_source, tag);
        if (!found) {
            return std::nullopt;
        }
        Message message{found->source(), std::string(bytes_of(*found), '\0')};
        world_.recv(message.from, tag, message.bytes.data(),
                    static_cast<int>(message.bytes.size()));
        return message;
    }

  private:
    static std::size_t bytes_of(const mpi::status& found) {
        const MPI_Status status = found;
        int bytes = 0;
        MPI_Get_count(&status, mpi::get_mpi_datatype<char>(), &bytes);
        return static_cast<std::size_t>(bytes);
    }

    /// Bytes on their way; they have to stay where they are.
    struct Sending {
        std::string bytes;
        mpi::request request;
    };

    void forget_what_was_sent() {
        sendings_.remove_if([](Sending& sending) { return sending.request.test().has_value(); });
    }

    // One thread sends and receives, whichever it is.
    // An exception that passes by ends no other process: all take their leave.
    mpi::environment environment_{mpi::threading::serialized, false};
    mpi::communicator world_;
    std::list<Sending> sendings_;
};

} // namespace

std::unique_ptr<Messenger> mpi_messenger() { return std::make_unique<MpiMessenger>(); }

} // namespace counterpoint::explore
