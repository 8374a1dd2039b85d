// What Sierra's calls of the study become: its defaults, its memory on the chart, its life there. Include sierrachart.h before this file.
#pragma once

#include <exception>
#include <new>

#include "MiaIaAcsilTrading.h"
#include "MiaIaInstance.h"

namespace miaia {

/// An instance, and what its chart last said of itself.
template <class Instance>
struct OnChart : Instance {
    FixedText<128> symbol;
};

/// Instance is an InstanceOf some link. Nothing is kept here: a library may be released and loaded between two calls.
template <class Instance>
class AcsilStudy {
public:
    /// build tells one build of the study from every other one, which the size of an instance does not.
    AcsilStudy(SCStudyInterfaceRef sc, const Clock& clock, uint64_t build) : sc_(sc), clock_(clock), build_(build) {}

    /// One call of Sierra's. Nothing that goes wrong in the study may reach Sierra: it is counted, logged once and the study goes on.
    void Run() {
        if (sc_.SetDefaults) {
            SetDefaults();
            return;
        }
        try {
            Call();
        } catch (const std::exception& fault) {
            OnFault(fault.what());
        } catch (...) {
            OnFault("MIA IA: unknown fault");
        }
    }

    /// What this build has left on the chart, or nullptr.
    OnChart<Instance>* Find() {
        void* block = sc_.GetPersistentPointer(InstanceKey);
        if (block == nullptr)
            return nullptr;
        const InstanceHead head = *static_cast<const InstanceHead*>(block);
        if (head.magic == InstanceHead::Magic && head.build == build_)
            return static_cast<OnChart<Instance>*>(block);
        // Another build of the study left it behind, and nobody else knows what is in it.
        sc_.AddMessageToLog("MIA IA: the state of another build of this study was found and given up; a new epoch begins.", 0);
        sc_.SetPersistentPointer(InstanceKey, nullptr);
        if (head.magic == InstanceHead::Magic)
            sc_.FreeMemory(block);
        return nullptr;
    }

private:
    // Key of the persistent pointer that holds the instance.
    static constexpr int InstanceKey = 1;

    // Keys of the persistent integers by which our stand-in for Sierra knows how far the study is behind; Sierra does not read them.
    static constexpr int UnacknowledgedKey = 1;
    static constexpr int FilledThousandthsKey = 2;  // 1 to 1001: never 0, which would mean that the study does not tell

    void SetDefaults() {
        sc_.GraphName = "MIA IA";
        sc_.StudyDescription =
            "Sends trades, book and bars of this chart to the MIA IA engine through its bridge, draws the signals that come back, and "
            "trades them where its mode is not dry-run.";
        // The score has a region of its own; what has a price is drawn beside prices all the same.
        sc_.GraphRegion = 1;
        sc_.AutoLoop = 0;
        sc_.UpdateAlways = 1;
        sc_.UsesMarketDepthData = 1;
        sc_.MaintainTradeStatisticsAndTradesData = 1;
        // Behind the studies whose subgraphs it may be asked to read.
        sc_.CalculationPrecedence = LOW_PREC_LEVEL;
        AcsilInputs(sc_).SetDefaults();
    }

    // All that outlives a call is one block of Sierra's own memory: what the library itself allocates is lost when Sierra releases it.
    OnChart<Instance>* Create() {
        const SessionLimits limits;
        constexpr size_t alignment = 16;
        static_assert(alignof(OnChart<Instance>) <= alignment, "Sierra's memory is aligned like this");
        constexpr size_t ring_at = (sizeof(OnChart<Instance>) + alignment - 1) / alignment * alignment;
        void* block = sc_.AllocateMemory(static_cast<int>(ring_at + Session::BytesNeeded(limits)));
        if (block == nullptr) {
            sc_.AddMessageToLog("MIA IA: not enough memory for the ring of frames; the study does nothing.", 1);
            return nullptr;
        }
        OnChart<Instance>* instance = new (block) OnChart<Instance>();
        instance->head.build = build_;
        instance->Use(static_cast<uint8_t*>(block) + ring_at, limits);
        // Another build of the study may have drawn there, under numbers that nobody knows any more.
        AcsilCanvas(sc_).RemoveAllOfStudy();
        sc_.SetPersistentPointer(InstanceKey, instance);
        KeepStackedAndPulled(sc_, std::atoi(sc_.VersionNumber().GetChars()), 0);
        return instance;
    }

    void ReadView(Instance& instance) {
        AcsilInputs inputs(sc_);
        const Language before = instance.view.language;
        inputs.Read(instance.view);
        inputs.Read(instance.mappings);
        if (instance.view.language != before || !instance.view_is_read)
            inputs.Name(instance.view.language);
        instance.view_is_read = true;
    }

    void LeaveChart() {
        OnChart<Instance>* instance = Find();
        if (instance == nullptr)
            return;
        sc_.SetPersistentPointer(InstanceKey, nullptr);
        AcsilTradingChart chart(sc_, instance->sierra_version, {instance->view, instance->mappings, instance->symbol});
        instance->Leave(chart, clock_);
        instance->~OnChart();
        sc_.FreeMemory(instance);
    }

    void Call() {
        if (sc_.LastCallToFunction) {
            LeaveChart();
            return;
        }
        OnChart<Instance>* instance = Find();
        if (instance == nullptr)
            instance = Create();
        if (instance == nullptr)
            return;
        // Sierra recalculates a study whose settings were changed.
        if (sc_.IsFullRecalculation || !instance->view_is_read)
            ReadView(*instance);
        AcsilTradingChart chart(sc_, instance->sierra_version, {instance->view, instance->mappings, instance->symbol});
        instance->Call(chart, clock_);
        sc_.SetPersistentInt64(UnacknowledgedKey, static_cast<int64_t>(instance->GetSession().UnacknowledgedFrames()));
        sc_.SetPersistentInt64(FilledThousandthsKey, 1 + static_cast<int64_t>(instance->GetSession().Ring().FilledThousandths()));
    }

    void OnFault(const char* what) {
        if (OnChart<Instance>* instance = Find())
            instance->CountFault(what);
        else
            sc_.AddMessageToLog(what, 0);
    }

    SCStudyInterfaceRef sc_;
    Clock clock_;
    uint64_t build_;
};

}  // namespace miaia
