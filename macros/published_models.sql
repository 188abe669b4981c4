{#- The models that readers see, as dbt knows them: nodes of schemas main and meta, by name. -#}
{% macro published_models() %}
    {%- set found = [] -%}
    {%- for node in all_nodes() if node.resource_type == 'model' -%}
        {%- if node.schema in ('main', 'meta') -%}
            {%- do found.append(node) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- do return(found | sort(attribute='alias') | sort(attribute='schema')) -%}
{% endmacro %}

{#- The columns that a model's tests of uniqueness name, by the model's id: a test of a combination
    states the grain; without one, the column that is tested alone. -#}
{% macro tested_grains() %}
    {%- set grains = {} -%}
    {%- for node in all_nodes() if node.resource_type == 'test' and node.test_metadata -%}
        {%- set arguments = node.test_metadata.kwargs -%}
        {%- if node.test_metadata.name == 'unique_combination' -%}
            {%- do grains.update({
                node.attached_node: arguments.get('arguments', arguments).columns
            }) -%}
        {%- elif node.test_metadata.name == 'unique' and node.column_name -%}
            {%- do grains.setdefault(node.attached_node, [node.column_name]) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- do return(grains) -%}
{% endmacro %}

{#- dbt knows its graph only once everything is parsed. -#}
{% macro all_nodes() %}
    {%- do return(graph.nodes.values() if execute else []) -%}
{% endmacro %}
