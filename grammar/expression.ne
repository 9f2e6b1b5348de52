# The language of Fluxion, as a nearley grammar over tokens.
#
# It describes ONE bracket level. The reader (src/parse/reader.ts) reads what stands between two brackets first,
# with the start symbol that belongs to the bracket, and hands it up as one token:
#   program    the whole text                      %group      ( expression )
#   expression inside ( ) | | and between ? and :  %bars       | expression |
#   arguments  inside f( )                         %arguments  ( arguments ) after a function
#   places     inside x[ ]                         %index      [ places ] after an operand
#   list       inside [ ]                          %list       [ list ],  %branch  ? expression :
# So depth costs nothing: every level is a short flat text, and open levels wait as tokens, not as parser states.
# The reader also marks implicit products (%times without text) and signs (%sign, where no operand stands before). Where
# shapes are declared there are more texts for %times (.* ./ @ \) and %caret (.^), and %transpose, %colon and %entry.
#
# Unambiguous, and SLR(1) as src/parse/level.ts needs (a test proves it): a ladder of precedence, one level per row, and
# every list LEFT recursive, so that the parser's stack stays short. No names of functions. Actions are the exports of
# src/parse/actions.ts; `id` takes over the first part. After a change: npm run generate.

program      -> expression                                {% lone %}
              | definition                                {% allDefinitions %}
              | definitions                               {% allDefinitions %}
              | definitions expression                    {% definitionsAndResult %}
              | definitions definition                    {% definitionsAndLast %}
definitions  -> definition %semicolon                     {% id %}
              | definitions definition %semicolon         {% nextDefinition %}
definition   -> %name %define expression                  {% definition %}
              | %entry %define expression                 {% definition %}

list         -> null                                      {% noRows %}
              | rows                                      {% id %}
rows         -> arguments                                 {% firstItem %}
              | rows %semicolon arguments                 {% nextItem %}
arguments    -> expression                                {% firstItem %}
              | arguments %comma expression               {% nextItem %}
places       -> place                                     {% firstItem %}
              | places %comma place                       {% nextItem %}
place        -> expression                                {% id %}
              | %colon                                    {% all %}
              | expression %colon expression              {% range %}

# Lowest to highest.
expression   -> disjunction                               {% id %}
              | alternatives disjunction                  {% otherwise %}
alternatives -> disjunction %branch                         {% firstAlternative %}
              | alternatives disjunction %branch            {% nextAlternative %}
disjunction  -> conjunction                               {% id %}
              | disjunction %or conjunction               {% or %}
conjunction  -> negation                                  {% id %}
              | conjunction %and negation                 {% and %}
negation     -> relation                                  {% id %}
              | nots relation                             {% not %}
nots         -> %not                                      {% firstNot %}
              | nots %not                                 {% nextNot %}
relation     -> sum                                       {% id %}
              | relation %relation sum                    {% relation %}
sum          -> product                                   {% id %}
              | sum %plus product                         {% sum %}
product      -> signed                                    {% id %}
              | product %times signed                     {% product %}
signed       -> power                                     {% id %}
              | signs power                               {% signed %}
signs        -> %sign                                     {% firstSign %}
              | signs %sign                               {% nextSign %}

# A chain x^-y^z is folded from the right when it is built. What ends a chain cannot be raised again without
# brackets: a superscript (x²^3) and a root (√x^2) would be read differently by different people.
power        -> chain                                     {% id %}
              | chain %superscript                        {% superscript %}
              | chain %inverse                            {% superscript %}
              | rooted                                    {% id %}
              | chain %caret rooted                       {% raise %}
              | chain %caret signs rooted                 {% raiseSigned %}
chain        -> factor                                    {% id %}
              | chain %caret factor                       {% raise %}
              | chain %caret signs factor                 {% raiseSigned %}
rooted       -> roots primary                             {% root %}
roots        -> %root                                     {% firstRoot %}
              | roots %root                               {% nextRoot %}
factor       -> primary                                   {% id %}
              | primary %factorial                        {% factorial %}

primary      -> %number                                   {% number %}
              | %name                                     {% name %}
              | %group                                    {% inner %}
              | %list                                     {% inner %}
              | %bars                                     {% inner %}
              | %function operand                         {% call %}
              | %function %caret %exponent operand        {% callRaised %}
              | %function %superscript operand            {% callSuperscript %}
              | primary %index                            {% index %}
              | primary %transpose                        {% transpose %}
operand      -> %arguments                                {% id %}
              | %bars                                     {% id %}
