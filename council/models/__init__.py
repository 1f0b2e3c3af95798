"""Who there is: municipalities, accounts, people, bodies, terms, mandates, groups, halls, seats, roles.

Tables and constraints only; what people do is in the commands. Every table carries its municipality, and
council.guards makes the database refuse a reference from one municipality into another.
"""

from council.models.bodies import Body, Group, Mandate, Role, Term, plain_orders
from council.models.halls import Hall, Seat
from council.models.municipalities import Arms, Municipality, Owned
from council.models.people import Account, AccountManager, Person

__all__ = [
    "Account",
    "AccountManager",
    "Arms",
    "Body",
    "Group",
    "Hall",
    "Mandate",
    "Municipality",
    "Owned",
    "Person",
    "Role",
    "Seat",
    "Term",
    "plain_orders",
]
