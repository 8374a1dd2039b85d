#include "sierrachart.h"

// The ACSIL side of MIA IA: it copies what Sierra shows into the study's logic, and draws and trades what the logic decides. All logic
// is in the MiaIa*.h files beside this one, which know nothing of sierrachart.h; the only order calls are in MiaIaAcsilTrading.h.

#include <new>

#include "MiaIaAcsilTrading.h"
#include "MiaIaInstance.h"
#include "MiaIaZmtp.h"

SCDLLName("MIA IA")

    namespace {
    typedef miaia::InstanceOf<miaia::ZmtpLink> Instance;

    // Key of the persistent pointer that holds the instance.
    const int InstanceKey = 1;

    // Keys of the persistent integers by which our stand-in for Sierra knows how far the study is behind; Sierra does not read them.
    const int UnacknowledgedKey = 1;
    const int FilledThousandthsKey = 2;  // 1 to 1001: never 0, which would mean that the study does not tell

    void SetDefaults(SCStudyInterfaceRef sc) {
        sc.GraphName = "MIA IA";
        sc.StudyDescription =
            "Sends trades, book and bars of this chart to the MIA IA engine through its bridge, draws the signals that come back, and "
            "trades them where its mode is not dry-run.";
        sc.GraphRegion = 0;
        sc.AutoLoop = 0;
        sc.UpdateAlways = 1;
        sc.UsesMarketDepthData = 1;
        sc.MaintainTradeStatisticsAndTradesData = 1;
        sc.Input[miaia::InputEndpoint].Name = "Bridge endpoint";
        sc.Input[miaia::InputEndpoint].SetString("tcp://127.0.0.1:5557");
        sc.Input[miaia::InputMode].Name = "Mode";
        sc.Input[miaia::InputMode].SetCustomInputStrings("Dry run;Sim;Live");
        sc.Input[miaia::InputMode].SetCustomInputIndex(0);
        sc.Input[miaia::InputBookDepth].Name = "Book depth in levels";
        sc.Input[miaia::InputBookDepth].SetInt(10);
        sc.Input[miaia::InputBookDepth].SetIntLimits(1, 10);
        sc.Input[miaia::InputStatusText].Name = "Show status text";
        sc.Input[miaia::InputStatusText].SetYesNo(1);
        sc.Input[miaia::InputConfirmedAccount].Name = "I confirm live trading in account";
        sc.Input[miaia::InputConfirmedAccount].SetString("");
        sc.Input[miaia::InputPositionCeiling].Name = "Position ceiling in contracts";
        sc.Input[miaia::InputPositionCeiling].SetInt(2);
        sc.Input[miaia::InputPositionCeiling].SetIntLimits(1, 100);
        sc.Input[miaia::InputKill].Name = "Kill button: no new order, flatten what is ours";
        sc.Input[miaia::InputKill].SetYesNo(0);
        sc.Input[miaia::InputKillWholeSymbol].Name = "A person's flatten closes the whole symbol";
        sc.Input[miaia::InputKillWholeSymbol].SetYesNo(0);
    }

    // Tells this build from every other one, which the size of an instance does not.
    constexpr uint64_t BuildOf(const char* text) {
        uint64_t hash = 14695981039346656037ull;
        for (; *text != 0; ++text)
            hash = (hash ^ static_cast<uint8_t>(*text)) * 1099511628211ull;
        return hash;
    }
    constexpr uint64_t Build = BuildOf(__DATE__ " " __TIME__);

    Instance* Find(SCStudyInterfaceRef sc) {
        void* block = sc.GetPersistentPointer(InstanceKey);
        if (block == nullptr)
            return nullptr;
        const miaia::InstanceHead head = *static_cast<const miaia::InstanceHead*>(block);
        if (head.magic == miaia::InstanceHead::Magic && head.build == Build)
            return static_cast<Instance*>(block);
        // Another build of the study left it behind, and nobody else knows what is in it.
        sc.AddMessageToLog("MIA IA: the state of another build of this study was found and given up; a new epoch begins.", 0);
        sc.SetPersistentPointer(InstanceKey, nullptr);
        if (head.magic == miaia::InstanceHead::Magic)
            sc.FreeMemory(block);
        return nullptr;
    }

    // All that outlives a call is one block of Sierra's own memory: what the library itself allocates is lost when Sierra releases it.
    Instance* Create(SCStudyInterfaceRef sc) {
        const miaia::SessionLimits limits;
        constexpr size_t alignment = 16;
        static_assert(alignof(Instance) <= alignment, "Sierra's memory is aligned like this");
        constexpr size_t ring_at = (sizeof(Instance) + alignment - 1) / alignment * alignment;
        void* block = sc.AllocateMemory(static_cast<int>(ring_at + miaia::Session::BytesNeeded(limits)));
        if (block == nullptr) {
            sc.AddMessageToLog("MIA IA: not enough memory for the ring of frames; the study does nothing.", 1);
            return nullptr;
        }
        Instance* instance = new (block) Instance();
        instance->head.build = Build;
        instance->Use(static_cast<uint8_t*>(block) + ring_at, limits);
        sc.SetPersistentPointer(InstanceKey, instance);
        return instance;
    }

    void LeaveChart(SCStudyInterfaceRef sc, const miaia::Clock& clock) {
        Instance* instance = Find(sc);
        if (instance == nullptr)
            return;
        sc.SetPersistentPointer(InstanceKey, nullptr);
        miaia::AcsilTradingChart chart(sc, instance->sierra_version);
        instance->Leave(chart, clock);
        instance->~Instance();
        sc.FreeMemory(instance);
    }

    void Call(SCStudyInterfaceRef sc) {
        const miaia::Clock clock = miaia::SystemClock();
        if (sc.LastCallToFunction) {
            LeaveChart(sc, clock);
            return;
        }
        Instance* instance = Find(sc);
        if (instance == nullptr)
            instance = Create(sc);
        if (instance == nullptr)
            return;
        miaia::AcsilTradingChart chart(sc, instance->sierra_version);
        instance->Call(chart, clock);
        sc.SetPersistentInt64(UnacknowledgedKey, static_cast<int64_t>(instance->GetSession().UnacknowledgedFrames()));
        sc.SetPersistentInt64(FilledThousandthsKey, 1 + static_cast<int64_t>(instance->GetSession().Ring().FilledThousandths()));
    }

    // Nothing that goes wrong in the study may reach Sierra: it is counted, logged once and the study goes on.
    void OnFault(SCStudyInterfaceRef sc, const char* what) {
        Instance* instance = Find(sc);
        if (instance != nullptr)
            instance->CountFault(what);
        else
            sc.AddMessageToLog(what, 0);
    }

}  // namespace

SCSFExport scsf_MiaIa(SCStudyInterfaceRef sc) {
    if (sc.SetDefaults) {
        SetDefaults(sc);
        return;
    }
    try {
        Call(sc);
    } catch (const std::exception& fault) {
        OnFault(sc, fault.what());
    } catch (...) {
        OnFault(sc, "MIA IA: unknown fault");
    }
}
