try:
    from typing import *
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    import typing
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    import collections.abc
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    import types
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(List[int])
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(Dict[str, Any])
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(Optional[int])
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(Union[int, str])
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(Union[int, None])
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(Tuple[int, ...])
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(Callable[[int, str], bool])
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(Callable[..., int])
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(Set[str])
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(FrozenSet)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(Type[int])
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(Any)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(Literal['a', 1])
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(ClassVar[int])
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(Final[int])
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(Iterable[int])
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(Sequence[str])
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(Mapping[str, int])
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(Generator[int, None, str])
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(Iterator)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(NoReturn)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(Annotated[int, 'meta'])
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(Union[int, int])
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(Union[int, Union[str, float]])
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(Optional[Optional[int]])
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(Deque[int])
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(DefaultDict[str, list])
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(Text)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(AnyStr)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(Counter[str])
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(list[int])
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(dict[str, list[int]])
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(tuple[int, ...])
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(type[int])
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(int | str)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(int | None)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(list[int] | None)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(set[str])
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(collections.abc.Callable[[int], str])
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(frozenset[int])
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(collections.abc.Sequence[int])
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    T = TypeVar('T')
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    K = TypeVar('K', bound=int)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    C = TypeVar('C', int, str)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(T)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(K)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(C)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(T.__name__)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(K.__bound__)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(C.__constraints__)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(List[T])
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(Dict[str, T])
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:

    class Stack(Generic[T]):

        def __init__(self) -> None:
            self.items: List[T] = []

        def push(self, x: T) -> 'Stack[T]':
            self.items.append(x)
            return self

        def pop(self) -> T:
            return self.items.pop()
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    s = Stack[int]()
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(s.push(1).push(2).pop())
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(Stack[int])
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(Stack[int].__origin__)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(Stack[int].__args__)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(Stack.__parameters__)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(type(s).__name__)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(Stack.__mro__)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(s.__orig_class__)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:

    class NT(NamedTuple):
        x: int
        y: float = 2.5

        def norm(self):
            return self.x + self.y
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    n = NT(1)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(n)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(n.norm())
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(n._asdict())
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(n._replace(x=5))
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(NT._fields)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(NT._field_defaults)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(n == (1, 2.5))
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(NT.__annotations__)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print([*n])
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(n.x)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(n[1])
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:

    class TD(TypedDict, total=False):
        name: str
        age: int
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    t: TD = {'name': 'x'}
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(t)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(TD.__annotations__)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(TD(name='a', age=1))
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(TD.__total__)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(TD.__required_keys__)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(sorted(TD.__optional_keys__))
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:

    @runtime_checkable
    class HasLen(Protocol):

        def __len__(self) -> int:
            ...
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(isinstance([], HasLen))
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(isinstance(5, HasLen))
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(issubclass(list, HasLen))
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:

    class Quack(Protocol):

        def quack(self):
            ...
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    try:
        isinstance(5, Quack)
    except TypeError as e:
        print(e)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    try:
        Quack()
    except TypeError as e:
        print(e)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:

    def f(a: int, b: Optional[str]=None, *args: float, **kw: 'Any') -> List[int]:
        ...
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(get_type_hints(f))
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(f.__annotations__)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(get_origin(List[int]))
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(get_args(Dict[str, int]))
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(get_origin(Union[int, str]))
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(get_args(Optional[int]))
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(get_origin(int | str))
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(get_args(int | str))
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(get_origin(list[int]))
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(get_args(Callable[[int], str]))
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(get_origin(int))
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(get_args(Literal[1, 2]))
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    UserId = NewType('UserId', int)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(UserId(5))
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(UserId.__name__)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(UserId)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(cast(int, 'x'))
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(TYPE_CHECKING)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:

    @overload
    def g(x: int) -> int:
        ...
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:

    @overload
    def g(x: str) -> str:
        ...
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:

    def g(x):
        return x
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:

    @final
    class Z:
        pass
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(g(1))
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(Z.__final__)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(isinstance(5, int | str))
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(isinstance('a', (int, str)))
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(isinstance(None, int | None))
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    for bad in ('List[int]()', 'isinstance([], List[int])', 'isinstance([], list[int])', 'Union[]', 'Optional[int, str]', 'Optional[1]', 'Union[1]', 'Generic[int]', 'Any()', 'int[str]', 'List[int, str]', 'Literal()', 'class_ := Stack[int, str]', 'Dict[int]', 'Union()', 'list[int](5)', 'issubclass(int, List[int])', 'isinstance(1, Any)', "TypeVar('A', int)", 'int | 5', 'Callable[int]'):
        try:
            print(bad, eval(bad))
        except Exception as e:
            print(bad, '->', type(e).__name__, e)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(List[int] == List[int])
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(hash(List[int]) == hash(List[int]))
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(Union[int, str] == Union[str, int])
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(list[int] == list[int])
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(int | str == Union[int, str])
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(List)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(Dict)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(Tuple)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(Callable)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(Optional)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(Union)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(Literal)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(Generic)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(Protocol)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
    print('!!', type(e_).__name__, e_)
try:
    print(Iterable)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(type(list[int]))
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(type(int | str))
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(type(List[int]))
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(list[int].__origin__)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(list[int].__args__)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(list[int]([1, 2]))
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(dict[str, int](a=1))
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(types.GenericAlias(list, (int,)))
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(type(None) | int)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:

    def p(x: 'int', y: list['str']) -> None:
        pass
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(get_type_hints(p))
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(p.__annotations__)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(typing.get_type_hints(NT))
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:

    class A:
        x: int = 1
        y: 'A'
        z: ClassVar[str] = 's'
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(A.__annotations__)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(get_type_hints(A))
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    v: int = 3
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(__annotations__)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    Vector = list[float]
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    Json = Union[Dict[str, 'Json'], List['Json'], str]
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(Vector)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(Json)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(ForwardRef('X'))
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(Self)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(LiteralString)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(TypeAlias)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(Never)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(Required[int])
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(Unpack)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(ParamSpec('P'))
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(Concatenate)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(TypeVarTuple('Ts'))
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(assert_type(3, int))
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    try:
        assert_never(3)
    except AssertionError as e:
        print(e)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(Awaitable[int])
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(Coroutine[int, str, bool])
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(AsyncIterator[int])
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(ContextManager[int])
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(Pattern[str])
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(Match)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(IO[str])
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(TextIO)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(Hashable)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(Sized)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(Collection[int])
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(SupportsInt)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(isinstance(5, SupportsInt))
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(Reversible)
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(MutableMapping[str, int])
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(OrderedDict[str, int])
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
try:
    print(ChainMap[str, int])
except BaseException as e_:
    print('!!', type(e_).__name__, e_)
