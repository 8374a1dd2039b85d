namespace MiaIa.Ibkr.Planning;

/// <summary>Contracts with a value that was not published yet, each once, in the order in which they changed.</summary>
internal sealed class ChangedContracts
{
    private readonly Queue<int> _order = new();
    private bool[] _isChanged = [];

    public int Count => _order.Count;

    public void Reset(int contracts)
    {
        _order.Clear();
        _isChanged = new bool[contracts];
    }

    public void Add(int contract)
    {
        if (_isChanged[contract])
            return;
        _isChanged[contract] = true;
        _order.Enqueue(contract);
    }

    public bool TryTake(out int contract)
    {
        if (!_order.TryDequeue(out contract))
            return false;
        _isChanged[contract] = false;
        return true;
    }
}
