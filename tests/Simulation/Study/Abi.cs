using System.Runtime.InteropServices;

namespace Simulation.Study;

/// <summary>The C interface of the study's simulation library, as sierra-study/tests/simulation/SimulationAbi.h has it.</summary>
internal static unsafe partial class Abi
{
    internal const int Version = 3;
    internal const string Library = "miaia_study_simulation";

    [StructLayout(LayoutKind.Sequential)]
    internal struct Settings
    {
        internal ulong Seed;
        internal long StartSteadyNs;
        internal long StartUnixNs;
        internal byte* Symbol;
        internal byte* Account;
        internal byte* Script;
        internal double TickSizePoints;
        internal double TickValueUsd;
        internal int Mode;
        internal int PositionCeiling;
        internal int UpdateIntervalMs;
        internal int BookLevels;
        internal double BalanceUsd;
        internal int KeepsLog;
        internal int Reserved;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct Trade
    {
        internal int PriceTicks;
        internal int BidTicks;
        internal int AskTicks;
        internal uint Lots;
        internal int Side;
        internal int Reserved;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct Level
    {
        internal int PriceTicks;
        internal uint Lots;
        internal uint Orders;
        internal int Reserved;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct Frame
    {
        internal byte* Bytes;
        internal ulong Length;
        internal ulong Connection;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct Switches
    {
        internal int AutoTrading;
        internal int AutoTradingChart;
        internal int Simulation;
        internal int Locked;
        internal int Connected;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct Position
    {
        internal int Lots;
        internal int ExchangeLots;
        internal double AverageTicks;
        internal long CashTicks;
        internal ulong FilledLots;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct Order
    {
        internal uint Id;
        internal uint Parent;
        internal uint Sibling;
        internal int Role;
        internal int Type;
        internal int Status;
        internal int Side;
        internal int Lots;
        internal int FilledLots;
        internal int PriceTicks;
        internal int Working;
        internal int Waits;
        internal int AtExchange;
        internal int ExchangeLots;
        internal int Hidden;
        internal int Simulated;
        internal long EnteredSteadyNs;
        internal long ChangedSteadyNs;
        internal fixed byte Tag[64];
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct Fill
    {
        internal ulong Execution;
        internal uint OrderId;
        internal int Role;
        internal int Side;
        internal int Lots;
        internal int PriceTicks;
        internal int PositionLots;
        internal int Simulated;
        internal int Counted;
        internal long SteadyNs;
        internal fixed byte Tag[64];
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct OrderCalls
    {
        internal ulong Entries;
        internal ulong Exits;
        internal ulong Cancels;
        internal ulong CancelAlls;
        internal ulong Modifies;
        internal ulong Flattens;
        internal ulong Refused;

        public override readonly string ToString() =>
            $"{Entries} entries, {Exits} exits, {Cancels} cancels, {Modifies} changes, {Flattens} flattens";

        internal readonly ulong All => Entries + Exits + Cancels + CancelAlls + Modifies + Flattens;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct Belief
    {
        internal ulong Epoch;
        internal int SessionState;
        internal int Stale;
        internal int EngineAway;
        internal int Ready;
        internal int PositionKnown;
        internal int PositionLots;
        internal int OwnLots;
        internal int ExternalLots;
        internal int Halted;
        internal int Killed;
        internal int Flattening;
        internal int ExitsLeft;
        internal int EntryWorking;
        internal int OrdersWorking;
        internal ulong UnacknowledgedFrames;
        internal ulong FramesRefused;
        internal ulong EngineFramesMissing;
        internal ulong Faults;
        internal fixed byte LastRefusal[40];
    }

    [LibraryImport(Library)]
    internal static partial int sim_abi_version();

    [LibraryImport(Library)]
    internal static partial nint sim_study_create(in Settings settings);

    [LibraryImport(Library)]
    internal static partial nint sim_study_create_beside(nint beside, in Settings settings);

    [LibraryImport(Library)]
    internal static partial void sim_study_destroy(nint study);

    [LibraryImport(Library)]
    internal static partial byte* sim_last_error(nint study);

    [LibraryImport(Library)]
    internal static partial int sim_study_advance(nint study, long steadyNs, long unixNs);

    [LibraryImport(Library)]
    internal static partial int sim_market_trade(nint study, in Trade trade);

    [LibraryImport(Library)]
    internal static partial int sim_market_book(nint study, Level* bids, int bidCount, Level* asks, int askCount);

    [LibraryImport(Library)]
    internal static partial int sim_study_update(nint study, int marks);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int sim_study_input(nint study, string name, string value);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int sim_chart_symbol(nint study, string? symbol);

    [LibraryImport(Library)]
    internal static partial int sim_study_reload(nint study, int how);

    [LibraryImport(Library)]
    internal static partial int sim_link_take(nint study, out Frame frame);

    [LibraryImport(Library)]
    internal static partial int sim_link_push(nint study, byte* bytes, ulong length);

    [LibraryImport(Library)]
    internal static partial int sim_link_listen(nint study, int listens);

    [LibraryImport(Library)]
    internal static partial int sim_link_drop(nint study);

    [LibraryImport(Library)]
    internal static partial ulong sim_link_connection(nint study);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int sim_script_step(nint study, string step);

    [LibraryImport(Library)]
    internal static partial int sim_faults_stop(nint study);

    [LibraryImport(Library)]
    internal static partial int sim_switches_get(nint study, out Switches switches);

    [LibraryImport(Library)]
    internal static partial int sim_switches_set(nint study, in Switches switches);

    [LibraryImport(Library)]
    internal static partial int sim_truth_position(nint study, int simulated, out Position position);

    [LibraryImport(Library)]
    internal static partial int sim_truth_orders(nint study, uint afterId, Order* orders, int capacity);

    [LibraryImport(Library)]
    internal static partial int sim_truth_working(nint study, Order* orders, int capacity);

    [LibraryImport(Library)]
    internal static partial int sim_truth_fills(nint study, int from, Fill* fills, int capacity);

    [LibraryImport(Library)]
    internal static partial int sim_truth_calls(nint study, out OrderCalls calls);

    [LibraryImport(Library)]
    internal static partial int sim_study_belief(nint study, out Belief belief);

    [LibraryImport(Library)]
    internal static partial long sim_log_take(nint study, byte* buffer, long capacity);
}
